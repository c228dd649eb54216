import type { Rule } from '../rule';

const marks = /\{\{[^}\n]*\}?\}?|\$\{[A-Za-z_][^}\n]*\}|<[A-Za-z][\w -]*>/g;

/** S98. */
export const unrenderedTemplate: Rule = {
  code: 'L95',
  title: 'a template that is not rendered, or a placeholder',
  why: 'What stands between the braces is filled in by a tool such as Helm; as it is, it means nothing.',
  severity: 'error',
  needs: 'text',
  about: 'unit',
  *check({ text, isBroken, policies }) {
    if (!isBroken && policies.length === 0) return;
    for (const { 0: mark, index } of text.matchAll(marks)) {
      const isTemplate = mark.startsWith('{{');
      if (!isTemplate && isBroken && policies.length === 0) continue;
      const lineStart = text.lastIndexOf('\n', index) + 1;
      if (/^\s*#|\s#/.test(text.slice(lineStart, index))) continue;
      yield {
        range: { from: index, to: index + mark.length },
        message: isTemplate
          ? `${mark} is a template: render it first, for example with helm template.`
          : `${mark} is a placeholder: put in what is meant.`,
      };
      return; // one is enough for a document
    }
  },
};
