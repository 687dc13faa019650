const UNFIT = /[\\/:*?"<>|\p{Cc}]/gu;

/** Gives a text to the person as a file of theirs. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replaceAll(UNFIT, ' ').trim()}.txt`;
  link.click();
  // The browser has taken it over once this task is done.
  setTimeout(() => URL.revokeObjectURL(url));
}
