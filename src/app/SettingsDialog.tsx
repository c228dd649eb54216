import { readSettings, SETTING_CHOICES, type Settings } from '../core/index';
import { changeSettings, useWorkspace } from '../store/workspace';
import { Dialog } from '../ui/Dialog';
import styles from './SettingsDialog.module.css';
import { openOverlay, useShell } from './shell';

interface Choice {
  readonly title: string;
  readonly note: string;
}

/** What the settings and their values are called; the values stand in the order of `SETTING_CHOICES`. */
const settings: {
  readonly [Name in keyof Settings]: {
    readonly title: string;
    readonly choices: Readonly<Record<Settings[Name], Choice>>;
  };
} = {
  ipBlock: {
    title: 'ipBlock and pods',
    choices: {
      'by-ip': {
        title: 'A block matches pods by their address',
        note: 'Calico, Antrea, kube-router, OVN-Kubernetes. Addresses are known where the manifests hold status.podIP.',
      },
      'external-only': {
        title: 'A block matches only addresses outside the cluster',
        note: 'Cilium: pods are matched by selectors alone.',
      },
    },
  },
  hostNetwork: {
    title: 'Pods on the host network',
    choices: {
      node: {
        title: 'They are part of their node',
        note: 'The usual case: no selector of a policy selects or matches them.',
      },
      pod: {
        title: 'They are pods like others',
        note: 'Some plugins and tools judge them by their labels. The API leaves it open.',
      },
    },
  },
  serverVersion: {
    title: 'Version of the API server',
    choices: {
      '1.35': {
        title: '1.35 and before',
        note: 'Blocks in an odd form, such as 10.0.0.5/8, are accepted with a warning.',
      },
      '1.36': { title: '1.36 and after', note: 'Policies with such blocks are refused, and left out here.' },
    },
  },
};

const names = Object.keys(settings) as readonly (keyof Settings)[];

/** How to read what manifests leave open; every choice is applied at once. */
export function SettingsDialog() {
  const open = useShell((state) => state.overlay === 'settings');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => openOverlay(isOpen ? 'settings' : undefined)}
      title="Settings"
      description="The API leaves some cases to the cluster. Choose what yours does; the picture follows at once."
    >
      {names.map((name) => (
        <Setting key={name} name={name} />
      ))}
    </Dialog>
  );
}

function Setting({ name }: { readonly name: keyof Settings }) {
  const value = useWorkspace((state) => state.settings[name]);
  const { title } = settings[name];
  const choices: Readonly<Record<string, Choice>> = settings[name].choices;
  const values: readonly string[] = SETTING_CHOICES[name];
  const choose = (choice: string) =>
    changeSettings(readSettings({ ...useWorkspace.getState().settings, [name]: choice }));
  return (
    <fieldset className={styles.setting}>
      <legend className={styles.title}>{title}</legend>
      {values.map((choice) => (
        <label key={choice} className={styles.choice}>
          <input type="radio" name={name} checked={value === choice} onChange={() => choose(choice)} />
          <span>
            {choices[choice]?.title}
            <span className={styles.note}>{choices[choice]?.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
