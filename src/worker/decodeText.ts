/** The decoder would lose the byte order mark, which the export gives back. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = { le: new TextDecoder('utf-16le'), be: new TextDecoder('utf-16be') };

/** The text of a file: UTF-8, or UTF-16 where the byte order mark says so, as PowerShell's `>` writes it. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.le.decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16.be.decode(bytes);
  return utf8.decode(bytes);
}
