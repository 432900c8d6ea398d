-- Records of the same people are found by their terms, whoever they are in them; the insured's number is
-- kept beside the record no longer. The column stays while servers of the version before may run.
DROP INDEX record_by_insured;
UPDATE record SET insured = NULL;
