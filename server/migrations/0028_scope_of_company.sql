-- What everybody is told has a scope of its own. The products in force are told there, also to whom a server of
-- before had told others; what stands of them in the scopes of people was told, and stays.
INSERT INTO scope (scope, position)
SELECT 'company', 1 WHERE EXISTS (SELECT 1 FROM catalogue);

INSERT INTO change (scope, kind, id, version, position)
SELECT 'company', 'catalogue', 'catalogue', MAX(version), 1 FROM catalogue HAVING COUNT(*) > 0;
