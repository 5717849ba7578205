import {
	chainOf,
	withChain,
} from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/storedChains';
import type { StoredChain } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/storedChains';
import type { Chain } from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/certificates/chain';
import { pathOf } from './pathBuilder.mts';

let chains: Chain[];

beforeAll(async () => {
	chains = await Promise.all(Array.from({ length: 12 }, async () => await pathOf([{}, {}])));
}, 60_000);

const first = ({ raw }: Chain[number]) => raw.toString('base64');

test('the last four chains that are proven and the last four that are not are kept', () => {
	const [proven, others] = [chains.slice(0, 6), chains.slice(6)];
	let stored: StoredChain[] = [];
	for (const chain of others) stored = withChain(stored, 'a', chain, false);
	for (const chain of proven) stored = withChain(stored, 'b', chain, true);
	for (const chain of others) stored = withChain(stored, 'c', chain, false);

	expect(stored.map(({ certificates, isProven }) => [certificates[0], isProven])).toEqual([
		...proven.slice(-4).map(([signer]) => [first(signer), true]),
		...others.slice(-4).map(([signer]) => [first(signer), false]),
	]);
});

test('a proven signer stays so, under its first address, and is kept once', () => {
	const [chain] = chains;
	const stored = withChain(withChain([], 'a', chain, true), 'b', chain, false);

	expect(stored).toMatchObject([{ address: 'a', isProven: true }]);
	expect(chainOf(stored[0])?.map(first)).toEqual(chain.map(first));
});

test.each([[['']], [['AAAA']], ['none']])('a damaged chain of %j is not used', (certificates) => {
	expect(chainOf({ address: 'a', certificates, isProven: true } as StoredChain)).toBeUndefined();
});
