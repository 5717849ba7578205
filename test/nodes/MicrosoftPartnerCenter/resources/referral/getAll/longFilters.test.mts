import { getAll, partnerCenter, startPartnerCenter } from './getAllRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

test.each([414, 431])(
	'a filter that is too long for the service is named after a %i',
	async (status) => {
		partnerCenter.simulator.fault({ status });

		const { error } = await getAll({
			filters: { custom: `name eq '${'x'.repeat(3_000)}'` },
			limit: 1,
		});

		expect(error?.message).toContain('Partner Center did not accept "Filters" or "Sort"');
		expect(error?.description).toContain('shorten their values');
	},
);
