// Follows the stream with every client of package.json, and prints what each of them hears as a line of JSON.
// Takes [{name, url, token}, …] as its argument.

import { fetchEventSource } from '@microsoft/fetch-event-source';
import { EventSource as StandardEventSource } from 'eventsource';
import { createEventSource } from 'eventsource-client';
import LaunchDarkly from 'launchdarkly-eventsource';

const types = ['ready', 'resync', 'drain', 'busy', 'handoff_created'];

const clients = {
  eventsource({ url, token }, heard) {
    const source = new StandardEventSource(url, {
      fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } }),
    });
    types.forEach((type) => source.addEventListener(type, (event) => heard(type, event.data)));
  },

  'eventsource-client'({ url, token }, heard) {
    createEventSource({
      url,
      headers: { Authorization: `Bearer ${token}` },
      onMessage: ({ event, data }) => heard(event, data),
    });
  },

  'fetch-event-source'({ url, token }, heard) {
    void fetchEventSource(url, {
      headers: { Authorization: `Bearer ${token}` },
      openWhenHidden: true,
      onmessage: ({ event, data }) => heard(event, data),
      onclose() {
        throw new Error('a stream has no end');
      },
    });
  },

  'launchdarkly-eventsource'({ url, token }, heard) {
    const source = new LaunchDarkly.EventSource(url, { headers: { Authorization: `Bearer ${token}` } });
    types.forEach((type) => source.addEventListener(type, (event) => heard(type, event.data)));
    // Without a listener it throws; it comes back by itself.
    source.addEventListener('error', () => undefined);
  },
};

// What fetch-event-source wants of a browser.
globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };

for (const way of JSON.parse(process.argv[2])) {
  for (const [client, follow] of Object.entries(clients)) {
    follow(way, (type, data) => {
      console.log(JSON.stringify({ follower: `${client} ${way.name}`, type, data }));
    });
  }
}

