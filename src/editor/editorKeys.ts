/** What the editor has keys for beside the commands of the page, for the list of shortcuts. */
export const editorKeys: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Propose what can be written here', keys: ['Mod+Space'] },
  { title: 'Tell what stands here', keys: ['Mod+I'] },
  { title: 'Fix or mute a problem', keys: ['Mod+.'] },
  { title: 'Go to the next problem', keys: ['F8'] },
  { title: 'Go to what a selector selects', keys: ['F12'] },
  { title: 'Rename a label in all policies', keys: ['F2'] },
  { title: 'Go to an object or rule of the file', keys: ['Mod+Shift+O'] },
  { title: 'Find in the file', keys: ['Mod+F'] },
];
