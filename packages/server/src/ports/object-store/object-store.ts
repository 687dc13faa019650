export interface ObjectInfo {
  readonly key: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

export interface ObjectRange {
  /** First byte. */
  readonly start: number;
  /** Last byte, included. */
  readonly end: number;
}

/**
 * Keeps bytes under keys: `[A-Za-z0-9._-]` in segments between slashes, none of only dots, at most 512 characters. No key
 * is the beginning of another's path: beside `a` there is no `a/b`.
 * Nothing is half there: a key has all of its bytes or does not exist.
 */
export interface ObjectStore {
  /**
   * Safe against a crash once it resolves; a key that exists is replaced as a whole.
   *
   * @throws {LecternError} STORAGE_FULL; nothing is kept of it then.
   */
  put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ObjectInfo>;
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Reads no faster than it is asked; cancelling it stops the reading. */
  get(key: string, range?: ObjectRange): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>;
  /** By key, in order. */
  list(prefix: string): AsyncIterable<ObjectInfo>;
  /** Of a key that is not there: nothing happens. */
  delete(key: string): Promise<void>;
  /**
   * Where the bytes can be fetched from directly until then, for stores that can: the caller redirects to it.
   */
  presign?(
    key: string,
    options: { readonly expiresAt: Date; readonly contentDisposition: string; readonly contentType: string },
  ): Promise<string>;
  /** Set by stores whose objects are files of this machine. */
  readonly local?: LocalObjects;
  close(): Promise<void>;
}

/** The way for other threads to read and write objects without a copy. */
export interface LocalObjects {
  /** Where the bytes of a key lie. Only to read. */
  path(key: string): string;
  /** A new folder on the same disk; whoever asked removes it. */
  makeScratch(): Promise<string>;
  /**
   * Takes a file of a scratch folder as it is; it is gone from there. As safe as `put`.
   *
   * @throws {LecternError} STORAGE_FULL.
   */
  adopt(key: string, path: string): Promise<ObjectInfo>;
}
