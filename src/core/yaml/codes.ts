/** Of the platform, in browsers, workers and Node alike. */
declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
};

const encoder = new TextEncoder();
/** Used for one text after the other. Room for a longer text is not kept. */
const kept = new Uint8Array(1 << 20);

/** Stands for every character that any reader takes as it is and that means nothing to YAML. */
const usual = 128;
/** Stands for control characters, odd line ends and halves of pairs, as DEL does. */
const odd = 127;

/**
 * The characters of a text as numbers: ASCII as it is, of all others only whether they are usual; and a line end
 * behind the last. They are far quicker to go through than the text, and there until the next text is asked for.
 */
export function codesOf(text: string): Uint8Array {
  const { length } = text;
  const codes = length < kept.length ? kept : new Uint8Array(length + 1);
  const { read, written } = encoder.encodeInto(text, codes);
  if (read !== length || written !== length) {
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      codes[at] = code < 128 ? code : isUsual(code) ? usual : odd;
    }
  }
  codes[length] = 10;
  return codes;
}

function isUsual(code: number): boolean {
  return code >= 0xa0 && code < 0xd800 && code !== 0x2028 && code !== 0x2029;
}
