-- Trainers choose whom a session is for by unit, role and month of joining: the people they see are told
-- to their phones once more, now with these. What is told again stands after everything in its scope.
UPDATE change SET position = position + (SELECT s.position FROM scope s WHERE s.scope = change.scope)
WHERE kind = 'person';
UPDATE scope SET position = 2 * position
WHERE EXISTS (SELECT 1 FROM change c WHERE c.scope = scope.scope AND c.kind = 'person');
