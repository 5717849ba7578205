import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { searchIn } from './search.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start({ referrals: [] });
});
afterEach(() => partnerCenter.simulator.stop());

test('a referral whose texts are objects is shown by what can be read, and hides no other', async () => {
	const odd = { toString: 1, valueOf: 1 };
	const unreadable = { name: odd, status: odd, substatus: {}, customerProfile: { name: [] } };
	const value = [
		{ id: 'a', ...unreadable, details: { dealValue: odd, currency: odd } },
		{ id: 'b', name: 'Contoso', status: 'New' },
	];
	partnerCenter.simulator.fault({ status: 200, body: { value } });

	const { results } = await searchIn(partnerCenter);

	expect(results.map((one) => [one.value, one.name.replace(/ +/g, ' ')])).toEqual([
		['a', 'a'],
		['b', 'Contoso | New'],
	]);
});
