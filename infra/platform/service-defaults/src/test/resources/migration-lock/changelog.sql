--liquibase formatted sql

--changeset tests:migrated
CREATE TABLE migrated (id int);
--rollback DROP TABLE migrated;
