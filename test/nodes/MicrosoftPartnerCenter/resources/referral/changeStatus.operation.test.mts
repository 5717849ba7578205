import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test('sends the documentation’s second sample: status and substatus in one array', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({ operation: 'changeStatus', referralId: byId(id), substatus: 'Won' });

	expect(partnerCenter.simulator.patches.map(({ rawBody }) => rawBody)).toEqual([
		JSON.stringify([
			{ op: 'replace', path: '/status', value: 'Closed' },
			{ op: 'replace', path: '/substatus', value: 'Won' },
		]),
	]);
});

test.each([
	['Accepted', 'Active'],
	['Declined', 'Closed'],
	['Error', 'Closed'],
	['Expired', 'Closed'],
	['Lost', 'Closed'],
	['Pending', 'New'],
	['Received', 'New'],
	['Won', 'Closed'],
])('%s implies the status %s, and the service takes the pair', async (substatus, status) => {
	const id = partnerCenter.referral();

	const { items } = await partnerCenter.run({
		operation: 'changeStatus',
		referralId: byId(id),
		substatus,
	});

	expect(items[0].json).toMatchObject({ id, status, substatus });
});

test('the choices are exactly the substatuses that can be written, sorted, and accepting is the default', () => {
	const property = partnerCenter.engine.nodeType.description.properties.find(
		({ name }) => name === 'substatus',
	);

	expect(
		property?.options?.map((option) => [option.name, 'value' in option && option.value]),
	).toEqual([
		['Active: Accepted', 'Accepted'],
		['Closed: Declined', 'Declined'],
		['Closed: Error', 'Error'],
		['Closed: Expired', 'Expired'],
		['Closed: Lost', 'Lost'],
		['Closed: Won', 'Won'],
		['New: Pending', 'Pending'],
		['New: Received', 'Received'],
	]);
	expect(property?.default).toBe('Accepted');
});

test('a reason and notes stand behind the pair', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({
		operation: 'changeStatus',
		referralId: byId(id),
		substatus: 'Lost',
		additionalFields: { statusReason: 'No budget', notes: 'Call again next year.' },
	});

	expect(partnerCenter.patchDocuments).toEqual([
		[
			{ op: 'replace', path: '/status', value: 'Closed' },
			{ op: 'replace', path: '/substatus', value: 'Lost' },
			{ op: 'replace', path: '/details/notes', value: 'Call again next year.' },
			{ op: 'replace', path: '/statusReason', value: 'No budget' },
		],
	]);
});

test('a substatus by expression is taken whatever its case', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run(
		{ operation: 'changeStatus', referralId: byId(id), substatus: '={{ $json.stage }}' },
		{ items: [{ stage: 'aCCEPTED' }] },
	);

	expect(partnerCenter.patchDocuments).toEqual([
		[
			{ op: 'replace', path: '/status', value: 'Active' },
			{ op: 'replace', path: '/substatus', value: 'Accepted' },
		],
	]);
});

test.each([
	'New: Won',
	'New: Error',
	'None',
	'Active',
	'',
	'Closed: ',
	'constructor',
	'={{ $json.missing }}',
	'={{ null }}',
	'={{ 1 }}',
	'={{ ["Won"] }}',
])('refuses the substatus %j and sends nothing', async (substatus) => {
	const id = partnerCenter.referral();

	const { error } = await partnerCenter.run({
		operation: 'changeStatus',
		referralId: byId(id),
		substatus,
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(
		/^"New Status" (?:must be one of Active: Accepted, Closed: Declined, Closed: Error, Closed: Expired, Closed: Lost, Closed: Won, New: Pending, New: Received, not|is empty).*\[item 0\]$/,
	);
	expect(error?.message).not.toContain('undefined');
});

test('a transition that the service does not allow ends in a message with the allowed pairs', async () => {
	const id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });

	const { error } = await partnerCenter.run({
		operation: 'changeStatus',
		referralId: byId(id),
		substatus: 'Pending',
	});

	expect(error?.message).toMatch(
		/Partner Center did not accept the change, which includes a new status \(400 invalidRequest\) \[item 0\]$/,
	);
	expect(error?.description).toContain('Active: Accepted');
	expect(error?.description).toContain('Closed: Won, Lost, Declined, Expired, Error');
	expect(partnerCenter.simulator.referral(id).status).toBe('Active');
});
