import type { Drawbridge } from './drawbridge';
import { expect } from './test';
import { testVerbs } from './verbCases';

/** Opens the menu of a policy in the inspector and chooses a verb. */
async function changePolicy(app: Drawbridge, name: string, verb: string): Promise<void> {
  await app.policy(name).focus();
  await app.page.keyboard.press('Enter');
  await app.inspector.getByRole('button', { name: `Change ${name}` }).focus();
  await app.page.keyboard.press('Enter');
  await app.chooseByKeys(verb);
}

/** Fills the field that has the focus, and those after it, and carries out: Enter does not wait for the preview. */
async function fill(app: Drawbridge, dialog: string, ...texts: readonly string[]): Promise<void> {
  const { keyboard } = app.page;
  await expect(app.dialog(dialog).locator(':focus')).toBeVisible();
  for (const [index, text] of texts.entries()) {
    if (index > 0) await keyboard.press('Tab');
    if (text !== '') await keyboard.type(text);
  }
  await keyboard.press('Enter');
  await expect(app.dialog(dialog)).toBeHidden();
}

testVerbs('by keyboard', {
  allowFlow: async (app) => {
    await app.canvas.getByRole('button', { name: 'New' }).focus();
    await app.page.keyboard.press('a');
    await app.page.keyboard.type('monitoring/grafana');
    await app.page.keyboard.press('Tab');
    await app.page.keyboard.type('data/db');
    const card = app.card('monitoring/grafana', 'data/db');
    await card.getByRole('checkbox', { name: /^TCP 5432/ }).focus();
    await app.page.keyboard.press('Space');
    await app.page.keyboard.press('Enter');
    await expect(app.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  },
  changePorts: async (app) => {
    await app.flow('shop/api to data/db, TCP 5432').focus();
    await app.page.keyboard.press('Enter');
    await app.canvas.getByRole('button', { name: 'Change ports…' }).focus();
    await app.page.keyboard.press('Enter');
    const dialog = app.dialog('Ports of shop/api → data/db');
    await expect(dialog.getByRole('checkbox', { name: /^TCP 5432/ })).toBeFocused();
    await app.page.keyboard.press('Tab');
    await app.page.keyboard.press('Space');
    await app.page.keyboard.press('Enter');
    await expect(app.flow('shop/api to data/db, TCP 5432, 9187')).toBeVisible();
  },
  removeFlow: async (app) => {
    await app.flow('shop/frontend to shop/api, TCP 8443').focus();
    await app.page.keyboard.press('Delete');
    await expect(app.flow('shop/frontend to shop/api, TCP 8443')).toBeHidden();
    await expect(app.gate('shop/frontend', 'egress')).toBeFocused();
  },
  isolateAndAllow: async (app) => {
    await app.gate('shop/frontend', 'egress').focus();
    await app.page.keyboard.press('Enter');
    await app.gate('monitoring/prometheus', 'ingress').focus();
    await app.page.keyboard.press('Enter');
    const card = app.card('shop/frontend', 'monitoring/prometheus');
    await expect(card.getByRole('checkbox', { name: /^TCP 9090/ })).toBeFocused();
    await card.getByRole('button', { name: 'Keep all' }).focus();
    await app.page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Isolate and allow' }).focus();
    await expect(card.getByText('new policy').first()).toBeVisible();
    await expect(card.getByRole('list', { name: 'Flows closed' })).not.toContainText('data/');
    await app.page.keyboard.press('Enter');
    await expect(app.gate('monitoring/prometheus', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
    await expect(app.gate('shop/frontend', 'egress')).toBeFocused();
  },

  isolate: async (app) => {
    await app.verbByKeys(/^shop\/frontend, /, 'Isolate…');
    await fill(app, 'Isolate shop/frontend', '');
    await expect(app.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  },
  unisolate: async (app) => {
    await app.verbByKeys(/^shop\/api, /, 'Allow all ingress');
    await expect(app.gate('shop/api', 'ingress')).toHaveAccessibleName(/open$/);
  },
  allowDns: async (app) => {
    await app.verbByKeys(/^monitoring\/grafana, /, 'Isolate…');
    const dialog = app.dialog('Isolate monitoring/grafana');
    await dialog.getByRole('checkbox', { name: /^Keep DNS/ }).focus();
    await app.page.keyboard.press('Space');
    await app.page.keyboard.press('Enter');
    await expect(app.gate('monitoring/grafana', 'egress')).toHaveAccessibleName(/isolated by 1 policy/);
    await app.verbByKeys(/^monitoring\/grafana, /, 'Allow DNS');
    await expect(app.flow('monitoring/grafana to kube-system/coredns, TCP 53 · UDP 53')).toBeVisible();
  },

  createPolicy: async (app) => {
    await app.command('new policy');
    await fill(app, 'New policy', 'front-door', 'shop', 'app=frontend');
    await expect(app.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  },
  renamePolicy: async (app) => {
    await changePolicy(app, 'api-ingress', 'Rename…');
    await fill(app, 'Rename api-ingress', 'api-front');
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
    await fill(app, 'Pods that api-ingress selects', 'app in (api, frontend)');
    await expect(app.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  },
  splitRule: async (app) => {
    await changePolicy(app, 'backup-egress', 'Split a rule…');
    const dialog = app.dialog('Split a rule of backup-egress');
    await expect(dialog.getByText('split into 2 rules')).toBeVisible();
    await dialog.getByRole('button', { name: 'Split rule' }).focus();
    await app.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  },

  addNamespace: async (app) => {
    await app.command('new namespace');
    await fill(app, 'New namespace', 'payments', 'team=a');
    await expect(app.node(/^Namespace payments/)).toBeVisible();
  },
  renameNamespace: async (app) => {
    await app.verbByKeys(/^Namespace monitoring/, 'Rename…');
    await fill(app, 'Rename namespace monitoring', 'watch');
    await expect(app.flow('watch/prometheus to data/db, TCP 9187')).toBeVisible();
  },
  removeNamespace: async (app) => {
    await app.verbByKeys(/^Namespace monitoring/, 'Remove the namespace');
    await expect(app.node(/^Namespace monitoring/)).toBeHidden();
  },
  changeBlock: async (app) => {
    await app.verbByKeys(/^Addresses 198/, 'Change the block…');
    await fill(app, 'Address block 198.51.100.0/24', '192.0.2.0/24');
    await expect(app.flow('192.0.2.0/24 to monitoring/grafana, TCP 3000')).toBeVisible();
  },
  removeBlock: async (app) => {
    await app.verbByKeys(/^Addresses 198/, 'Remove from all rules');
    await expect(app.node(/^Addresses 198/)).toBeHidden();
  },

  addWorkload: async (app) => {
    await app.command('new workload');
    await fill(app, 'New workload', 'mailer', 'shop', '', 'smtp:25');
    await expect(app.node(/^shop\/mailer, Deployment/)).toBeVisible();
  },
  renameWorkload: async (app) => {
    await app.verbByKeys(/^shop\/api, /, 'Rename…');
    await fill(app, 'Rename shop/api', 'backend');
    await expect(app.flow('shop/backend to data/db, TCP 5432')).toBeVisible();
  },
  changeLabels: async (app) => {
    await app.verbByKeys(/^shop\/frontend, /, 'Labels…');
    await fill(app, 'Labels of shop/frontend', 'app=web');
    await expect(app.flow('shop/frontend to shop/api, TCP 8443')).toBeHidden();
  },
  changeContainerPorts: async (app) => {
    await app.verbByKeys(/^shop\/frontend, /, 'Container ports…');
    await fill(app, 'Container ports of shop/frontend', 'http:8080, 9113');
    await expect(app.node(/^shop\/frontend, /).getByText('9113')).toBeVisible();
  },
  changeReplicas: async (app) => {
    await app.verbByKeys(/^shop\/frontend, /, 'Replicas…');
    await fill(app, 'Replicas of shop/frontend', '7');
    await expect(app.node(/^shop\/frontend, /)).toContainText('×7');
  },
  removeWorkload: async (app) => {
    await app.verbByKeys(/^shop\/frontend, /, 'Remove the workload');
    await expect(app.node(/^shop\/frontend, /)).toBeHidden();
  },

  addTierRule: async (app) => {
    await app.gate('shop/api', 'egress').focus();
    await app.page.keyboard.press('Enter');
    await app.gate('data/db', 'ingress').focus();
    await app.page.keyboard.press('Enter');
    await app.card('shop/api', 'data/db').getByRole('button', { name: 'Cluster policy…' }).focus();
    await app.page.keyboard.press('Enter');
    const dialog = app.dialog('Cluster policy for shop/api → data/db');
    await dialog.getByRole('textbox', { name: 'Priority' }).focus();
    await app.page.keyboard.type('3');
    await app.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(app.policy('deny-ingress-to-db-from-api')).toBeVisible();
  },
  changePriority: async (app) => {
    await changePolicy(app, 'guard-data', 'Change priority…');
    await fill(app, 'Priority of guard-data', '7');
    await expect(app.inspector).toContainText('priority 7');
  },
  removeTierRule: async (app) => {
    await changePolicy(app, 'guard-data', 'Remove a rule…');
    await expect(
      app.dialog('Remove a rule of guard-data').getByText('rule 1 of guard-data removed'),
    ).toBeVisible();
    await app.dialog('Remove a rule of guard-data').getByRole('button', { name: 'Remove rule' }).focus();
    await app.page.keyboard.press('Enter');
    await expect(
      app.inspector.getByRole('list', { name: 'Ingress rules' }).getByRole('listitem'),
    ).toHaveCount(2);
  },
});
