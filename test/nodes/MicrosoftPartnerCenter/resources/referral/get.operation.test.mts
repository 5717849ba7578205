import type { IDataObject } from 'n8n-workflow';

import { byId, byUrl, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { shortenWaits } from '../../../../shortWaits.mts';

shortenWaits();

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const get = (parameters: object, items: IDataObject[] = [{}], node = {}) =>
	partnerCenter.run({ operation: 'get', ...parameters }, { items, node });

test('reads one referral by one GET, simplified', async () => {
	const id = partnerCenter.referral();

	const { items, error } = await get({ referralId: byId(id) });

	expect(error).toBeUndefined();
	expect(items).toMatchObject([
		{ json: { id, dealValue: 5000, customerName: 'Contoso' }, pairedItem: { item: 0 } },
	]);
	expect(Object.keys(items[0].json)).toHaveLength(11);
	const [request, ...others] = partnerCenter.simulator.requests;
	expect(others).toEqual([]);
	expect(request).toMatchObject({
		method: 'GET',
		path: `/v1.0/engagements/referrals/${id}`,
		query: {},
		rawBody: '',
	});
	expect(request.headers).not.toHaveProperty('prefer');
});

test('outputs the service’s JSON unchanged', async () => {
	const id = partnerCenter.referral();

	const { items } = await get({ referralId: byId(id), output: 'raw' });

	expect(items[0].json).toEqual(partnerCenter.simulator.referral(id));
});

test('outputs the selected fields, plus ID and eTag', async () => {
	const id = partnerCenter.referral();

	const { items } = await get({
		referralId: byId(id),
		output: 'selected',
		outputFields: 'details.notes',
	});

	expect(items[0].json).toEqual({
		id,
		eTag: partnerCenter.simulator.referral(id).eTag,
		details: { notes: 'First call on Monday.' },
	});
});

test('takes an entry of the list, as the editor stores it', async () => {
	const id = partnerCenter.referral();

	const { items } = await get({
		referralId: { __rl: true, mode: 'list', value: id, cachedResultName: 'Contoso' },
	});

	expect(items[0].json.id).toBe(id);
});

test('reads the referral of a webhook’s event by the end of its ResourceUri', async () => {
	const id = partnerCenter.referral();
	const ResourceUri = `https://api.partnercenter.microsoft.com/engagements/v1/referrals/${id}`;

	const { items } = await get({ referralId: byUrl('={{ $json.ResourceUri }}') }, [{ ResourceUri }]);

	expect(items[0].json.id).toBe(id);
});

test('the eTag in its output guards a later change', async () => {
	const id = partnerCenter.referral();
	const { items } = await get({ referralId: byId(id) });

	const { error } = await partnerCenter.run(
		{ operation: 'updateDealValue', referralId: byId(id), dealValue: 1, useIfMatch: true },
		{ items: [items[0].json] },
	);

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(items[0].json.eTag);
});

test('is sent again after a 503 and a lost connection', async () => {
	const id = partnerCenter.referral();
	partnerCenter.simulator.fault({ status: 503, headers: { 'Retry-After': '0' } });
	partnerCenter.simulator.fault({ connection: 'reset' });

	const { items } = await get({ referralId: byId(id) });

	expect(items[0].json.id).toBe(id);
	expect(partnerCenter.simulator.requests).toHaveLength(3);
});

test('a referral that isn’t found fails with what to do, and mentions no change', async () => {
	const { errorItems } = await get({ referralId: byId('no-such-referral-1') }, [{ own: 'field' }], {
		onError: 'continueErrorOutput',
	});

	expect(errorItems[0].json).toMatchObject({
		own: 'field',
		error: `There is no referral 'no-such-referral-1'. Partner Center did not find the "Referral", or the user is not allowed to see it (404 itemNotFound) [item 0]`,
	});
	expect(JSON.stringify(errorItems)).not.toMatch(/chang/);
});
