const KEEP_ADDRESS_MS = 60_000;

/** Has the browser save a file, as if a link to it had been followed. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download holds the file by now; the address alone would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
}
