import { expect, test } from 'vitest';
import type { KeepOffer } from '../core/index';
import { fewest, isCovered, keyOf, toKept, toRows } from './keepRows';

const near = 'Deployment/data/db';

function offer(far: string, within: readonly string[] = []): KeepOffer {
  const kept = { source: far, destination: near, ports: [] };
  return { direction: 'ingress', far, within, flows: Math.max(1, within.length), title: far, kept };
}

const api = offer('Deployment/shop/api', ['Deployment/shop/api']);
const web = offer('Deployment/shop/web', ['Deployment/shop/web']);
const shop = offer('Namespace/shop', ['Deployment/shop/api', 'Deployment/shop/web']);
const dns = offer('Deployment/kube-system/dns', ['Deployment/kube-system/dns']);
const block = offer('Addresses/10.0.0.0/8');
const addresses = offer('Addresses/0.0.0.0/0', ['Deployment/shop/api', 'Deployment/shop/web']);
const offers = [shop, dns, api, web, block, addresses];

test('workloads stand below their namespace', () => {
  expect(toRows(offers).map((row) => [row.offer.far, row.isInside])).toEqual([
    ['Namespace/shop', false],
    ['Deployment/shop/api', true],
    ['Deployment/shop/web', true],
    ['Deployment/kube-system/dns', false],
    ['Addresses/10.0.0.0/8', false],
    ['Addresses/0.0.0.0/0', false],
  ]);
});

test('what a chosen namespace keeps is not written twice', () => {
  const chosen = [shop, api, dns].map(keyOf);
  expect(isCovered(api, offers, chosen)).toBe(true);
  expect(isCovered(dns, offers, chosen)).toBe(false);
  expect(toKept(offers, chosen).map(({ source }) => source)).toEqual([
    'Namespace/shop',
    'Deployment/kube-system/dns',
  ]);
});

test('everything is kept by the fewest', () => {
  expect(fewest(offers)).toEqual([shop, dns, addresses].map(keyOf));
});

test('the other direction covers nothing', () => {
  const out = { ...shop, direction: 'egress' } as const;
  expect(isCovered(api, [out, api], [keyOf(out)])).toBe(false);
});
