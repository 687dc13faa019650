/** The address when it leads to a web page, else undefined: an address from elsewhere may be a script. */
export function webAddress(address: string | undefined): string | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address, document.baseURI);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Fills `{id}` of a template such as `/course/lessons/{id}`. */
export function fillAddress(template: string, id: string): string | undefined {
  return webAddress(template && template.replaceAll('{id}', encodeURIComponent(id)));
}
