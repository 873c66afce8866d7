package dev.baton.handoff.message;

/** A message of a person and the assistant's answer to it. */
public record Exchange(Message message, Message answer) {}
