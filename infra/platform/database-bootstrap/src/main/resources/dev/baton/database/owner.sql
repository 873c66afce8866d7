-- The migrator may give functions to a role that owns some (ALTER FUNCTION … OWNER TO needs SET on the role, and the new
-- owner CREATE on the schema), but does not inherit what that role sees.
GRANT ${role} TO ${database}_migrator WITH INHERIT FALSE, SET TRUE;
GRANT CREATE ON SCHEMA public TO ${role};
