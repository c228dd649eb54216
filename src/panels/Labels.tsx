import panel from './InspectorPanel.module.css';

/** Labels as they are written in selectors. */
export function Labels({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const pairs = Object.entries(labels);
  return (
    <section>
      <h4 className={panel.sectionTitle}>Labels</h4>
      <ul className={panel.chips}>
        {pairs.map(([key, value]) => (
          <li key={key} className={panel.chip}>
            {key}={value}
          </li>
        ))}
      </ul>
      {pairs.length === 0 && <p className={panel.small}>None: only empty selectors match it.</p>}
    </section>
  );
}
