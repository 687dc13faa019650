/** The fields of a form; `undefined` when it is larger than `limitBytes`, which is never read to its end. */
export async function readForm(request: Request, limitBytes = 4096): Promise<URLSearchParams | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return new URLSearchParams(text + decoder.decode());
}
