import { useRef } from 'react';

/**
 * Gives a creating POST its `Idempotency-Key` (H7): the same body sent again, after an answer that never came, carries the
 * same key and creates nothing twice; a changed body is another wish and gets its own.
 */
export function useIdempotencyKey(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last.current.body) {
      last.current = { body: text, key: randomKey() };
    }
    return last.current.key;
  };
}

/** 128 random bits. Not `randomUUID`: browsers offer that on https and localhost only. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
