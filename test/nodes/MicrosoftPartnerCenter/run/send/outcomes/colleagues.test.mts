import {
	dealValue,
	eTag,
	fault,
	GUARDED,
	methods,
	partnerCenter,
	run,
	startPartnerCenter,
	VALUE,
} from '../sendRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('a colleague who writes in between', () => {
	/** Makes the change at the moment when the referral is read back. */
	function whenRead(
		id: string,
		change: (referral: {
			name: string | null;
			details: { dealValue: number | null; notes: string | null };
		}) => void,
	) {
		let done = false;
		partnerCenter.simulator.fault({
			when: ({ method }) => {
				if (method === 'GET' && !done) {
					done = true;
					partnerCenter.simulator.touch(id, change);
				}
				return false;
			},
			until: Promise.resolve(),
		});
	}

	test('something else: ours is made, and theirs stays', async () => {
		const id = partnerCenter.referral();
		fault({ connection: 'reset' });
		whenRead(id, (referral) => {
			referral.name = 'Renamed';
		});

		const { error } = await run(VALUE, [{ id, value: 77 }]);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.referral(id)).toMatchObject({
			name: 'Renamed',
			details: { dealValue: 77 },
		});
	});

	test('with an eTag, and ours was not made: unclear, no one is blamed, and theirs stays', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ connection: 'reset' });
		whenRead(id, (referral) => {
			referral.details.dealValue = 1;
		});

		const { error } = await run({ ...VALUE, ...GUARDED }, [{ id, value: 77, eTag: tag }]);

		expect(methods()).toEqual(['PATCH', 'GET']);
		expect(error?.message).toMatch(/^It is unclear whether your change was made/);
		expect(error?.description).toMatch(/^Fields in doubt: Deal Value \(\/details\/dealValue\)\. /);
		expect(dealValue(id)).toBe(1);
	});

	test('with an eTag, and ours was made: a success', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);
		fault({ connection: 'applied-then-reset' });
		whenRead(id, (referral) => {
			referral.name = 'Renamed';
		});

		const { error } = await run({ ...VALUE, ...GUARDED }, [{ id, value: 77, eTag: tag }]);

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.patches).toHaveLength(1);
	});
});
