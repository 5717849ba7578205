import { isPatch, open, partnerCenter, run, startPartnerCenter } from './registrationRuns.mts';

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

/** A row as n8n's editor stores it: with all its columns, of which most are empty. */
const asStored = (row: object) => ({
	id: '',
	currency: '',
	isDeployedOnAzure: '',
	isMarketplaceTransacted: '',
	marketplaceTransactionDateTime: '',
	pricingModel: '',
	primaryDeploymentOn: '',
	value: '',
	...row,
});

const written = () => partnerCenter.simulator.requests.find(isPatch)?.body;

test.each([
	['rows of the editor', { solution: [asStored({ id: 'SOL-1', value: '700' })] }],
	['a list by expression', { list: [{ rows: '={{ $json.sold }}' }] }],
	['one expression for all', '={{ $json.sold }}'],
	['an array', [{ id: 'SOL-1', value: 700 }]],
])('the solutions that an update changes may be %s', async (_form, solutionDetails) => {
	const id = open({
		id: 'registration-1',
		contract: { value: 1000, currency: 'USD' },
		solutionDetails: [{ id: 'SOL-1', value: 500, isDeployedOnAzure: false }],
	});

	const { error } = await run('update', id, { solutionDetails }, [
		{ sold: [{ id: 'SOL-1', value: 700 }] },
	]);

	expect(error).toBeUndefined();
	expect(written()).toEqual([
		{ op: 'replace', path: '/registrations/0/solutionDetails/0/value', value: 700 },
	]);
});

test.each([
	['rows of the editor', { solution: [asStored({ id: 'SOL-1', isDeployedOnAzure: false })] }],
	['a list by expression', { list: [{ rows: '={{ $json.sold }}' }] }],
	['one expression for all', '={{ $json.sold }}'],
])('the solutions of a new registration may be %s', async (_form, solutionDetails) => {
	const { error } = await run('create', open(), { solutionDetails }, [
		{ sold: [{ id: 'SOL-1', isDeployedOnAzure: false }] },
	]);

	expect(error).toBeUndefined();
	expect(written()).toMatchObject([
		{
			path: '/registrations/-',
			value: { solutionDetails: [{ id: 'SOL-1', isDeployedOnAzure: false }] },
		},
	]);
});
