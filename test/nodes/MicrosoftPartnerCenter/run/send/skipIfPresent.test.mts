import {
	deferred,
	eTag,
	emails,
	fault,
	MEMBER,
	methods,
	partnerCenter,
	run,
	startPartnerCenter,
} from './sendRuns.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('Skip If Present', () => {
	const SKIP = { ...MEMBER, skipIfPresent: true };

	test('leaves a referral alone that has the member, whatever the email’s case', async () => {
		const id = partnerCenter.referral({ team: [{ email: 'Jane.Doe@Contoso.com' }] });

		const { items } = await run(SKIP, [{ id }]);

		expect(methods()).toEqual(['GET']);
		expect(items[0].json).toMatchObject({ id, name: 'Contoso moves to Azure', eTag: eTag(id) });
		expect(items[0].json).toMatchObject({ outcome: 'unchanged', changedFields: [] });
	});

	test('outputs a receipt if no representation was requested', async () => {
		const id = partnerCenter.referral({ team: [{ email: 'jane.doe@contoso.com' }] });

		const { items } = await run({ ...SKIP, returnRepresentation: false }, [{ id }]);

		expect(items[0].json).toEqual({
			id,
			success: true,
			eTag: eTag(id),
			outcome: 'unchanged',
			changedFields: [],
		});
	});

	test('adds the member with the eTag that was read', async () => {
		const id = partnerCenter.referral();
		const tag = eTag(id);

		const { items } = await run(SKIP, [{ id }]);

		expect(items[0].json).toMatchObject({ outcome: 'updated', changedFields: ['/team/-'] });
		expect(methods()).toEqual(['GET', 'PATCH']);
		expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(tag);
		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('two runs that race add the member once', async () => {
		const id = partnerCenter.referral();

		const results = await Promise.all([
			run(SKIP, [{ id }]),
			run(SKIP, [{ id }]),
			run(SKIP, [{ id }]),
		]);

		expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('even a request that arrives late does not add the member twice', async () => {
		const { promise: arrives, resolve: arrive } = deferred();
		fault({ landsLate: 0, until: arrives });
		const id = partnerCenter.referral();

		await run(SKIP, [{ id }]);
		arrive();
		await partnerCenter.simulator.idle();

		expect(emails(id)).toEqual(['john@contoso.com', 'jane.doe@contoso.com']);
	});

	test('is on by default', async () => {
		const byDefault = { ...SKIP, skipIfPresent: undefined as never };

		await run(JSON.parse(JSON.stringify(byDefault)) as typeof SKIP, [
			{ id: partnerCenter.referral() },
		]);

		expect(methods()).toEqual(['GET', 'PATCH']);
	});

	test('off is off', async () => {
		const id = partnerCenter.referral();

		await run({ ...MEMBER, skipIfPresent: false }, [{ id }]);

		expect(methods()).toEqual(['PATCH']);
	});
});
