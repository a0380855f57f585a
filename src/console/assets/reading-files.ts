/** As `office/terms.ts` has it: bytes of UTF-8. */
const MOST_BYTES = 200 * 1024;

/**
 * A file is read into a field of the form, where it is seen before it is sent: `data-reads-file` names the field. Anything but UTF-8 is
 * refused at once. The picker is hidden until this has run: without script the text is pasted.
 */
export function readFilesIntoFields(): void {
  for (const frame of document.querySelectorAll<HTMLElement>('[data-reads-file]')) {
    const picker = frame.querySelector<HTMLInputElement>('input[type="file"]');
    const field = document.getElementById(frame.dataset['readsFile'] ?? '');
    const said = frame.querySelector<HTMLElement>('[role="status"]');
    if (!picker || !(field instanceof HTMLTextAreaElement) || !said) continue;
    frame.hidden = false;
    picker.addEventListener('change', async () => {
      const file = picker.files?.[0];
      if (file) said.textContent = await readInto(field, file, frame.dataset);
    });
  }
}

async function readInto(field: HTMLTextAreaElement, file: File, words: DOMStringMap): Promise<string> {
  if (file.size > MOST_BYTES) return words['tooLong'] ?? '';
  try {
    field.value = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return words['unreadable'] ?? '';
  }
  const markdown = document.querySelector<HTMLInputElement>(`input[name="format"][value="${formatOf(file.name)}"]`);
  if (markdown) markdown.checked = true;
  return words['read'] ?? '';
}

const formatOf = (name: string): string => (/\.(md|markdown)$/i.test(name) ? 'markdown' : 'text');
