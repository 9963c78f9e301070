import { credential } from './credential.js';
import { Documents } from './documents.js';
import type { Environment, Undo } from './environment.js';
import type { Feed } from './feed.js';
import { HttpClient } from './http-client.js';
import type { Settings } from './options.js';
import { RequestFeed } from './request-feed.js';
import { StreamFeed } from './stream-feed.js';
import { StreamUrl } from './stream-url.js';
import { Writer } from './writer.js';

/** What all boards share that talk to the same endpoint with the same credential. */
export interface Link {
  readonly documents: Documents;
  readonly feed: Feed;
  readonly writer: Writer;
}

interface Entry {
  readonly link: Link;
  readonly settings: Settings;
  users: number;
}

/** Finds the link for settings, or makes it; one socket serves all who share it. */
export class Links {
  private entries: Entry[] = [];

  constructor(private readonly environment: Environment) {}

  /** The link, and what gives it back. */
  take(settings: Settings): readonly [Link, Undo] {
    let entry = this.entries.find((each) => !each.link.feed.refused && same(each.settings, settings));
    if (entry === undefined) {
      entry = { link: this.make(settings), settings, users: 0 };
      this.entries.push(entry);
    }
    const taken = entry;
    taken.users++;
    return [
      taken.link,
      () => {
        if (--taken.users === 0) this.entries = this.entries.filter((each) => each !== taken);
      },
    ];
  }

  private make(settings: Settings): Link {
    const { environment } = this;
    const token = credential(settings.token);
    const documents = new Documents(environment);
    const http = new HttpClient(environment, settings.endpoint, token);
    const feed =
      settings.source === 'requests'
        ? new RequestFeed(http, documents)
        : new StreamFeed(
            environment,
            token,
            documents,
            StreamUrl.of(settings.endpoint, settings.websocketUrl, environment.base()),
          );
    return { documents, feed, writer: new Writer(environment, http, documents, feed) };
  }
}

function same(a: Settings, b: Settings): boolean {
  return a.endpoint === b.endpoint && a.websocketUrl === b.websocketUrl && a.token === b.token && a.source === b.source;
}
