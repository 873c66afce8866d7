-- The migrator may give functions to the auth role (ALTER FUNCTION … OWNER TO needs SET on the role, and the new
-- owner CREATE on the schema), but does not inherit what auth sees.
GRANT ${database}_auth TO ${database}_migrator WITH INHERIT FALSE, SET TRUE;
GRANT CREATE ON SCHEMA public TO ${database}_auth;
