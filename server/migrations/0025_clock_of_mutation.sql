-- By how much the clock of the device was ahead when it sent, as learned by then, in milliseconds: when
-- something was done stays what it was, however the clock is set later.
ALTER TABLE mutation ADD COLUMN clock_ahead BIGINT NOT NULL DEFAULT 0;
UPDATE mutation SET clock_ahead = COALESCE(
    (SELECT device.clock_ahead FROM device WHERE device.device_id = mutation.device_id), 0);
