import type { Referral } from '../../simulator/simulator.mts';
import { create, ids, poller, touch } from './polledService.mts';

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

const closedAs = (substatus: string) => (referral: Referral) => {
	referral.status = 'Closed';
	referral.substatus = substatus;
};
