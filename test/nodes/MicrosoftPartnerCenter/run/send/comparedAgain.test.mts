import { eTag, fault, partnerCenter, run, startPartnerCenter } from './sendRuns.mts';
import { byId } from '../../../../engine/partnerCenter.mts';
import type { Fault, Referral } from '../../../../simulator/simulator.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

const PARAMETERS = {
	operation: 'update',
	referralId: byId('={{ $json.id }}'),
	updateFields: {
		dealValue: 5000,
		notes: 'Second call',
		addTeamMembers: [{ email: 'john@contoso.com' }],
	},
	options: { onlyChanges: true },
};

/**
 * Deal value and team agree with the referral at first, so that only the notes are sent. Then another user changes the
 * referral.
 */
async function runWhile(change: (referral: Referral) => void, lost: Fault) {
	const id = partnerCenter.referral();
	let isTouched = false;
	fault({
		...lost,
		when: ({ method }) => {
			if (method !== 'PATCH') return false;
			if (!isTouched) partnerCenter.simulator.touch(id, change);
			isTouched = true;
			return true;
		},
	});
	const result = await run(PARAMETERS, [{ id, eTag: eTag(id) }]);
	return { ...result, referral: partnerCenter.simulator.referral(id) };
}

const LOST: Fault[] = [{ connection: 'reset' }, { status: 503, headers: { 'Retry-After': '0' } }];

describe.each(LOST)('after an unknown outcome (%j), Only Send Changes', (lost) => {
	test('does not report a success if another user has changed a value that was right before', async () => {
		const { error, items, referral } = await runWhile(({ details }) => {
			details.dealValue = 1;
		}, lost);

		expect(items).toEqual([]);
		expect(error?.message).toContain('It is unclear whether your change was made');
		expect(error?.description).toContain('/details/dealValue');
		expect(referral.details.dealValue).toBe(1);
	});

	test('adds a row again that another user has removed', async () => {
		const { error, referral } = await runWhile(({ team }) => {
			team.length = 0;
		}, lost);

		expect(error).toBeUndefined();
		expect(referral.team.map(({ email }) => email)).toEqual(['john@contoso.com']);
		expect(referral.details.notes).toBe('Second call');
	});

	test('sends what is left if another user has changed something else', async () => {
		const { error, items, referral } = await runWhile((one) => {
			one.name = 'Renamed';
		}, lost);

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			outcome: 'updated',
			changedFields: ['/details/notes'],
		});
		expect(referral).toMatchObject({ name: 'Renamed', details: { notes: 'Second call' } });
	});
});
