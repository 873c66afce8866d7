-- Only the service's own roles may look into its database: one role of another service must not even connect.
REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- Functions are executable by everybody unless this says otherwise; a SECURITY DEFINER one must be granted by name.
ALTER DEFAULT PRIVILEGES FOR ROLE ${database}_migrator REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ${database}_migrator;
