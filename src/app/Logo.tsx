/** Two towers and the bridge between them, as in favicon.svg. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 32 32"
      width="24"
      height="24"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M4 27V8h2.5v2.5H9V8h2v19z" />
      <path d="M21 27V8h2v2.5h2.5V8H28v19z" />
      <path d="M11 20a5 5 0 0 1 10 0" />
      <path d="M2 27h28" />
    </svg>
  );
}
