import type { Referral } from '../../simulator/simulator.mts';
import { create, ids, partnerCenter, poller, touch } from './polledService.mts';

test('a deal that is closed as an error passes the filters Closed and Error', async () => {
	create('a');
	create('b');
	const trigger = poller({
		events: ['statusChanged'],
		filters: { status: 'Closed', substatus: 'Error' },
	});
	await trigger.poll();

	touch('a', closedAs('Error'));
	touch('b', closedAs('Lost'));

	expect(await ids(trigger.poll())).toEqual(['a']);
});

test.each([
	[{ nameContains: 'FABRIKAM' }, ['a']],
	[{ customerContains: 'residences' }, ['b']],
	[{ minDealValue: 6000 }, ['c']],
	[{ minDealValue: '={{ "5000" }}', nameContains: 'contoso' }, ['b', 'c']],
])('%j lets the matching referrals pass', async (filters, expected) => {
	const trigger = poller({ filters });
	await trigger.poll();
	create('a', { name: 'Fabrikam moves' });
	create('b', { customerProfile: { name: 'Fabrikam Residences' } });
	create('c', { details: { dealValue: 6000 } });

	expect(await ids(trigger.poll())).toEqual(expected);
});

test.each(['updatedBefore', 'updatedAfter', 'createdAfter', 'custom'])(
	'the trigger has no filter %s',
	(name) => {
		const { properties } = partnerCenter.engine.packaged.microsoftPartnerCenterTrigger.description;
		const filters = properties.find((property) => property.name === 'filters');

		expect(filters?.options?.map((one) => one.name)).not.toContain(name);
		expect(filters?.options?.map((one) => one.name)).toContain('nameContains');
	},
);

const closedAs = (substatus: string) => (referral: Referral) => {
	referral.status = 'Closed';
	referral.substatus = substatus;
};
