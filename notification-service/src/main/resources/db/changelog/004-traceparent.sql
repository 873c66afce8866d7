--liquibase formatted sql

--changeset notification:delivery-3
--comment: the request that caused a message, so that each attempt to send it shows in that request's trace
ALTER TABLE delivery ADD COLUMN traceparent text; -- W3C Trace Context; null where there was no trace
--rollback ALTER TABLE delivery DROP COLUMN traceparent;
