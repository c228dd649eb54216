/** What each tab is called: the base name of the file, or the whole path where two files share the base name. */
export function tabTitles(names: readonly string[]): readonly string[] {
  const baseNames = names.map(baseName);
  return names.map((name, index) => {
    const base = baseNames[index] ?? name;
    return baseNames.indexOf(base) === baseNames.lastIndexOf(base) ? base : name;
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

/** Why a file can't take the name; undefined when it can. */
export function nameProblem(wanted: string, name: string, names: readonly string[]): string | undefined {
  if (wanted === '') return 'A file needs a name';
  return wanted !== name && names.includes(wanted) ? `There is already a file ${wanted}` : undefined;
}
