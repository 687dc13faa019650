import type { RecordingDownload } from '@lectern/core/contract';

/** Gives the files to the person. Addresses with tickets stand in no element of the page. */
export function saveFiles(files: RecordingDownload['files']): void {
  for (const { url, fileName } of files) {
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.referrerPolicy = 'no-referrer';
    link.click();
  }
}
