import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test('sends the documentation’s first sample: deal value and notes, in that order', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue: 10000,
		additionalFields: { notes: 'Lorem ipsum dolor sit amet.' },
		returnRepresentation: false,
	});

	const [request] = partnerCenter.simulator.patches;
	expect(request.headers.accept).toBe('application/json');
	expect(request.rawBody).toBe(
		JSON.stringify([
			{ op: 'replace', path: '/details/dealValue', value: '10000' },
			{ op: 'replace', path: '/details/notes', value: 'Lorem ipsum dolor sit amet.' },
		]),
	);
	expect(request.headers['content-type']).toBe('application/json');
	expect(request.headers).not.toHaveProperty('if-match');
	expect(request.headers).not.toHaveProperty('prefer');
});

test('changes nothing but what was asked for', async () => {
	const id = partnerCenter.referral();
	const before = partnerCenter.simulator.referral(id);

	await partnerCenter.run({ operation: 'updateDealValue', referralId: byId(id), dealValue: 7500 });

	expect(partnerCenter.simulator.referral(id)).toEqual({
		...before,
		details: { ...before.details, dealValue: 7500 },
		eTag: expect.any(String) as string,
		updatedDateTime: expect.any(String) as string,
	});
});

test('sends all additional fields behind the deal value, in the order in which they are declared', async () => {
	const id = partnerCenter.referral();

	await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue: 1,
		additionalFields: { notes: '', currency: 'eur', closingDateTime: '2026-12-31T10:00:00+02:00' },
	});

	expect(partnerCenter.patchDocuments).toEqual([
		[
			{ op: 'replace', path: '/details/dealValue', value: '1' },
			{ op: 'replace', path: '/details/closingDateTime', value: '2026-12-31T08:00:00.000Z' },
			{ op: 'replace', path: '/details/currency', value: 'EUR' },
			{ op: 'replace', path: '/details/notes', value: '' },
		],
	]);
});

test.each([
	['a number', 2500.5, '2500.5'],
	['zero', 0, '0'],
	['a numeric text', '10000.00', '10000.00'],
	['an expression that gives a number', '={{ 5 * 5 }}', '25'],
	['an expression that gives a numeric text', '={{ "99" }}', '99'],
	['more digits than a number holds', '12345678901234567890.12', '12345678901234567890.12'],
])('accepts %s', async (_name, dealValue, sent) => {
	const id = partnerCenter.referral();

	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue,
	});

	expect(error).toBeUndefined();
	expect(partnerCenter.patchDocuments).toEqual([
		[{ op: 'replace', path: '/details/dealValue', value: sent }],
	]);
});

test('an empty deal value is rejected, not taken for 0', async () => {
	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: '={{ "" }}',
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toBe('"Deal Value" is empty. Nothing was sent. [item 0]');
});

test.each([
	['text', 'lots'],
	['a negative number', -1],
	['a negative number as text', '-1'],
	['NaN', '={{ NaN }}'],
	['Infinity', '={{ Infinity }}'],
	['null', '={{ null }}'],
	['nothing', '={{ $json.missing }}'],
	['an empty text', '={{ "" }}'],
	['spaces', '   '],
	['thousands separators', '10,000'],
	['a decimal comma', '10,5'],
	['an exponent', '1e5'],
	['a number that JavaScript writes with an exponent', 1e21],
	['a currency sign', '$100'],
	['a hexadecimal number', '0x10'],
	['a sign', '+5'],
	['no digit before the point', '.5'],
	['more than any number', '9'.repeat(400)],
	['a boolean', '={{ true }}'],
	['an object', '={{ ({ amount: 5 }) }}'],
	['a list', '={{ [5] }}'],
	['a template whose expressions returned nothing', '={{ $json.a }}{{ $json.b }} undefined'],
])('refuses %s and sends nothing', async (_name, dealValue) => {
	const id = partnerCenter.referral();

	const { error, items } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue,
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(items).toEqual([]);
	expect(error?.message).toMatch(
		/^"Deal Value" (?:must be a number of at least 0 .*|is empty.*)\. Nothing was sent\. \[item 0\]$/,
	);
	expect(`${String(error?.message)} ${String(error?.description)}`).not.toMatch(
		/undefined|\bat \w+ \(/,
	);
});

test.each([
	['currency', 'Currency', 'EURO'],
	['currency', 'Currency', 'XYZ'],
	['currency', 'Currency', '€'],
	['currency', 'Currency', ''],
	['currency', 'Currency', '={{ $json.missing }}'],
	['currency', 'Currency', '={{ 5 }}'],
	['closingDateTime', 'Closing Date', ''],
	['closingDateTime', 'Closing Date', 'tomorrow'],
	['closingDateTime', 'Closing Date', '31.12.2026'],
	['closingDateTime', 'Closing Date', '12/31/2026'],
	['closingDateTime', 'Closing Date', '2026-02-30'],
	['closingDateTime', 'Closing Date', '9999-12-31T23:00:00-05:00'],
	['closingDateTime', 'Closing Date', '0000-01-01T00:00:00+05:00'],
	['closingDateTime', 'Closing Date', '2026-13-01'],
	['closingDateTime', 'Closing Date', '2026-12-31T25:00:00'],
	['closingDateTime', 'Closing Date', '2026-12-31T10:00:00+99:99'],
	['closingDateTime', 'Closing Date', '2026-12-31T10:00:00+24:00'],
	['closingDateTime', 'Closing Date', '={{ 1767139200000 }}'],
	['closingDateTime', 'Closing Date', '={{ null }}'],
	['closingDateTime', 'Closing Date', '={{ $json.missing }}'],
	['closingDateTime', 'Closing Date', '={{ new Date("never") }}'],
	['notes', 'Notes', '={{ $json.missing }}'],
	['notes', 'Notes', '={{ null }}'],
	['notes', 'Notes', '={{ ({ text: "x" }) }}'],
	['notes', 'Notes', '={{ ["x"] }}'],
	['notes', 'Notes', '={{ "" + $json.missing }}'],
	['notes', 'Notes', '={{ $json.missing }} '],
])('refuses an additional field %s ("%s") of %s', async (field, displayName, value) => {
	const id = partnerCenter.referral();

	const { error } = await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(id),
		dealValue: 1,
		additionalFields: { [field]: value },
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toMatch(new RegExp(`^"${displayName}" (?:must be|is empty)`));
	expect(error?.message).toContain('[item 0]');
	expect(error?.message).not.toContain('undefined');
});

test.each([
	['a date and time', '2026-07-01T12:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
	[
		'a time with an offset',
		'2026-07-01T12:00:00+05:30',
		'America/New_York',
		'2026-07-01T06:30:00.000Z',
	],
	['a time in UTC', '2026-07-01T12:00:00.1234567Z', 'Asia/Tokyo', '2026-07-01T12:00:00.123Z'],
	['a date with a space', '2026-07-01 12:00:00', 'Asia/Tokyo', '2026-07-01T03:00:00.000Z'],
	[
		'a JavaScript date',
		'={{ new Date("2026-07-01T12:00:00Z") }}',
		'Asia/Tokyo',
		'2026-07-01T12:00:00.000Z',
	],
	[
		'n8n’s own date',
		'={{ DateTime.fromISO("2026-07-01T12:00:00Z") }}',
		'Asia/Tokyo',
		'2026-07-01T12:00:00.000Z',
	],
])(
	'reads %s in the workflow’s time zone and sends it in UTC',
	async (_name, given, timezone, sent) => {
		const id = partnerCenter.referral();

		const { error } = await partnerCenter.run(
			{
				operation: 'updateDealValue',
				referralId: byId(id),
				dealValue: 1,
				additionalFields: { closingDateTime: given },
			},
			{ settings: { timezone } },
		);

		expect(error).toBeUndefined();
		expect(partnerCenter.patchDocuments).toEqual([
			[
				{ op: 'replace', path: '/details/dealValue', value: '1' },
				{ op: 'replace', path: '/details/closingDateTime', value: sent },
			],
		]);
	},
);
