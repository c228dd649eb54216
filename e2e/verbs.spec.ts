import type { Drawbridge } from './drawbridge';
import { expect } from './test';
import { testVerbs } from './verbCases';

/** Opens the menu of a policy in the inspector and chooses a verb. */
async function changePolicy(app: Drawbridge, name: string, verb: string): Promise<void> {
  await app.policy(name).click();
  await app.inspector.getByRole('button', { name: `Change ${name}` }).click();
  await app.page.getByRole('menuitem', { name: verb, exact: true }).click();
}

testVerbs('by mouse', {
  allowFlow: async (app) => {
    await app.allow('monitoring/grafana', 'data/db', '5432');
    await expect(app.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  },
  changePorts: async (app) => {
    await app.flow('shop/api to data/db, TCP 5432').click();
    await app.canvas.getByRole('button', { name: 'Change ports…' }).click();
    const dialog = app.dialog('Ports of shop/api → data/db');
    await expect(dialog.getByRole('checkbox', { name: /^TCP 5432/ })).toBeChecked();
    await dialog.getByRole('checkbox', { name: /^TCP 5432/ }).uncheck();
    await dialog.getByRole('textbox', { name: 'Other port or range' }).fill('5433');
    await dialog.getByRole('button', { name: 'Change ports' }).click();
    await expect(app.flow('shop/api to data/db, TCP 5433')).toBeVisible();
  },
  removeFlow: async (app) => {
    await app.flow('shop/frontend to shop/api, TCP 8443').click();
    await app.canvas.getByRole('button', { name: 'Remove flow' }).click();
    await expect(app.flow('shop/frontend to shop/api, TCP 8443')).toBeHidden();
  },
  isolateAndAllow: async (app) => {
    const card = await app.draw('shop/frontend', 'monitoring/prometheus');
    await card.getByRole('button', { name: 'Isolate and allow' }).click();
    await expect(app.flow('shop/frontend to monitoring/prometheus, TCP 9090')).toBeVisible();
  },

  isolate: async (app) => {
    await app.verb(/^shop\/frontend, /, 'Isolate…');
    const dialog = app.dialog('Isolate shop/frontend');
    await dialog.getByRole('checkbox', { name: /^namespace data/ }).check();
    await expect(dialog.getByRole('checkbox', { name: /^data\/db/ })).toBeChecked();
    await expect(dialog.getByRole('list', { name: 'Flows closed' })).toContainText(
      'shop/api to shop/frontend',
    );
    await dialog.getByRole('button', { name: 'Isolate', exact: true }).click();
    await expect(app.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  },
  unisolate: async (app) => {
    await app.verb(/^shop\/api, /, 'Allow all ingress');
    await expect(app.gate('shop/api', 'ingress')).toHaveAccessibleName(/open$/);
  },
  allowDns: async (app) => {
    await app.verb(/^monitoring\/grafana, /, 'Isolate…');
    const dialog = app.dialog('Isolate monitoring/grafana');
    await expect(dialog.getByRole('checkbox', { name: /^Egress/ })).toBeChecked();
    await dialog.getByRole('checkbox', { name: /^Keep DNS/ }).uncheck();
    await dialog.getByRole('button', { name: 'Isolate', exact: true }).click();
    await expect(app.gate('monitoring/grafana', 'egress')).toHaveAccessibleName(/isolated by 1 policy/);
    await app.verb(/^monitoring\/grafana, /, 'Allow DNS');
    await expect(app.flow('monitoring/grafana to kube-system/coredns, TCP 53 · UDP 53')).toBeVisible();
  },

  createPolicy: async (app) => {
    await app.canvas.getByRole('button', { name: 'New' }).click();
    await app.page.getByRole('menuitem', { name: 'Policy…' }).click();
    const dialog = app.dialog('New policy');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('front-door');
    await dialog.getByRole('combobox', { name: 'Namespace' }).selectOption('shop');
    await dialog.getByRole('textbox', { name: 'Pods' }).fill('app=frontend');
    await dialog.getByRole('button', { name: 'Create policy' }).click();
    await expect(app.policy('front-door')).toBeVisible();
    await expect(app.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  },
  renamePolicy: async (app) => {
    await changePolicy(app, 'api-ingress', 'Rename…');
    const dialog = app.dialog('Rename api-ingress');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('api-front');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect(app.policy('api-front')).toBeVisible();
  },
  duplicatePolicy: async (app) => {
    await changePolicy(app, 'api-ingress', 'Duplicate');
    await expect(app.policy('api-ingress-2')).toBeVisible();
  },
  deletePolicy: async (app) => {
    await changePolicy(app, 'api-ingress', 'Delete');
    await expect(app.policy('api-ingress')).toBeHidden();
  },
  changeSelector: async (app) => {
    await changePolicy(app, 'api-ingress', 'Change selector…');
    const dialog = app.dialog('Pods that api-ingress selects');
    await dialog.getByRole('textbox', { name: 'Pods' }).fill('app in (api, frontend)');
    await dialog.getByRole('button', { name: 'Change selector' }).click();
    await expect(app.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  },
  splitRule: async (app) => {
    await changePolicy(app, 'backup-egress', 'Split a rule…');
    const dialog = app.dialog('Split a rule of backup-egress');
    await expect(dialog.getByText('egress rule 3 of backup-egress split into 2 rules')).toBeVisible();
    await expect(dialog.getByText('+0 flows opened · 0 closed')).toBeVisible();
    await dialog.getByRole('button', { name: 'Split rule' }).click();
    await expect(dialog).toBeHidden();
  },

  addNamespace: async (app) => {
    await app.canvas.getByRole('button', { name: 'New' }).click();
    await app.page.getByRole('menuitem', { name: 'Namespace…' }).click();
    const dialog = app.dialog('New namespace');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('payments');
    await dialog.getByRole('button', { name: 'Add namespace' }).click();
    await expect(app.node(/^Namespace payments/)).toBeVisible();
  },
  renameNamespace: async (app) => {
    await app.verb(/^Namespace monitoring/, 'Rename…');
    const dialog = app.dialog('Rename namespace monitoring');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('watch');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect(app.node(/^watch\/prometheus, /)).toBeVisible();
    await expect(app.flow('watch/prometheus to data/db, TCP 9187')).toBeVisible();
  },
  removeNamespace: async (app) => {
    await app.verb(/^Namespace monitoring/, 'Remove the namespace');
    await expect(app.node(/^Namespace monitoring/)).toBeHidden();
  },
  changeBlock: async (app) => {
    await app.verb(/^Addresses 198/, 'Change the block…');
    const dialog = app.dialog('Address block 198.51.100.0/24');
    await dialog.getByRole('textbox', { name: 'Range' }).fill('192.0.2.0/24');
    await dialog.getByRole('button', { name: 'Change block' }).click();
    await expect(app.flow('192.0.2.0/24 to monitoring/grafana, TCP 3000')).toBeVisible();
  },
  removeBlock: async (app) => {
    await app.verb(/^Addresses 198/, 'Remove from all rules');
    await expect(app.node(/^Addresses 198/)).toBeHidden();
  },

  addWorkload: async (app) => {
    await app.verb(/^Namespace shop/, 'New workload…');
    const dialog = app.dialog('New workload');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('mailer');
    await dialog.getByRole('textbox', { name: 'Container ports' }).fill('smtp:25');
    await dialog.getByRole('button', { name: 'Add workload' }).click();
    await expect(app.node(/^shop\/mailer, Deployment/)).toBeVisible();
  },
  renameWorkload: async (app) => {
    await app.verb(/^shop\/api, /, 'Rename…');
    const dialog = app.dialog('Rename shop/api');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('backend');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect(app.flow('shop/backend to data/db, TCP 5432')).toBeVisible();
  },
  changeLabels: async (app) => {
    await app.verb(/^shop\/frontend, /, 'Labels…');
    const dialog = app.dialog('Labels of shop/frontend');
    await dialog.getByRole('textbox', { name: 'Labels' }).fill('app=web');
    await expect(dialog.getByRole('list', { name: 'Flows closed' })).toContainText(
      'shop/frontend to shop/api',
    );
    await dialog.getByRole('button', { name: 'Change labels' }).click();
    await expect(app.flow('shop/frontend to shop/api, TCP 8443')).toBeHidden();
  },
  changeContainerPorts: async (app) => {
    await app.verb(/^shop\/frontend, /, 'Container ports…');
    const dialog = app.dialog('Container ports of shop/frontend');
    await dialog.getByRole('textbox', { name: 'Container ports' }).fill('http:8080, 9113');
    await dialog.getByRole('button', { name: 'Change ports' }).click();
    await expect(app.node(/^shop\/frontend, /).getByText('9113')).toBeVisible();
  },
  changeReplicas: async (app) => {
    await app.verb(/^shop\/frontend, /, 'Replicas…');
    const dialog = app.dialog('Replicas of shop/frontend');
    await dialog.getByRole('textbox', { name: 'Replicas' }).fill('7');
    await dialog.getByRole('button', { name: 'Change replicas' }).click();
    await expect(app.node(/^shop\/frontend, /)).toContainText('×7');
  },
  removeWorkload: async (app) => {
    await app.verb(/^shop\/frontend, /, 'Remove the workload');
    await expect(app.node(/^shop\/frontend, /)).toBeHidden();
  },

  addTierRule: async (app) => {
    const card = await app.draw('shop/api', 'data/db');
    await card.getByRole('button', { name: 'Cluster policy…' }).click();
    const dialog = app.dialog('Cluster policy for shop/api → data/db');
    await dialog
      .getByRole('combobox', { name: 'Written to' })
      .selectOption('guard-data (Admin, priority 20)');
    await dialog.getByRole('combobox', { name: 'Position' }).selectOption('Before its other rules');
    await expect(dialog.getByRole('list', { name: 'Flows closed' })).toContainText('shop/api to data/db');
    await dialog.getByRole('button', { name: 'Write rule' }).click();
    await expect(app.flow('shop/api to data/db, TCP 5432')).toBeHidden();
  },
  changePriority: async (app) => {
    await changePolicy(app, 'guard-data', 'Change priority…');
    const dialog = app.dialog('Priority of guard-data');
    await dialog.getByRole('textbox', { name: 'Priority' }).fill('7');
    await dialog.getByRole('button', { name: 'Change priority' }).click();
    await expect(app.inspector).toContainText('priority 7');
  },
  removeTierRule: async (app) => {
    await changePolicy(app, 'guard-data', 'Remove a rule…');
    const dialog = app.dialog('Remove a rule of guard-data');
    const rule = dialog.getByRole('combobox', { name: 'Rule' });
    await rule.selectOption(await dialog.getByRole('option', { name: /^anyone-else/ }).innerText());
    await dialog.getByRole('button', { name: 'Remove rule' }).click();
    await expect(app.inspector.getByRole('list', { name: 'Ingress rules' })).not.toContainText('anyone-else');
  },
});
