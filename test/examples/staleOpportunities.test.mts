import { Examples } from './examples.mts';

const FILE = 'stale-opportunities.json';

let examples: Examples;

beforeEach(async () => {
	examples = await Examples.start();
});
afterEach(() => examples.stop());

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const active = { status: 'Active', substatus: 'Accepted' };

test('one mail lists what nobody has changed for 30 days, the oldest first', async () => {
	const [stale, oldest] = [
		{ ...active, name: 'Contoso’s backup', updatedDateTime: daysAgo(31) },
		{ ...active, name: 'Fabrikam’s network', updatedDateTime: daysAgo(90) },
		{ ...active, name: 'Touched yesterday', updatedDateTime: daysAgo(1) },
		{ status: 'New', name: 'Not accepted yet', updatedDateTime: daysAgo(60) },
	].map((fields) => [examples.partnerCenter.referral(fields), fields] as const);

	await examples.run(FILE, {});

	const line = ([id, { name, updatedDateTime }]: typeof stale) =>
		`${updatedDateTime.slice(0, 10)} | ${name} | Contoso | 5000 USD | ${id}`;
	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'sales@contoso.com',
			subject: 'Opportunities without a change for 30 days: 2',
			text: `Last change | name | customer | deal value | referral\n\n${line(oldest)}\n${line(stale)}`,
		}),
	]);
});

test('what is looked for is said in UTC, whatever the workflow’s time zone', async () => {
	await examples.run(FILE, {});

	const { query } = examples.partnerCenter.simulator.requests[0];
	const [, instant] =
		/^\(updatedDateTime lt (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\) and status eq 'Active'$/.exec(
			query.$filter!,
		)!;
	expect(Math.abs(Date.parse(instant) - Date.parse(daysAgo(30)))).toBeLessThan(60_000);
	expect(query.$orderby).toBe('updatedDateTime asc');
});

test('more than one page of them makes one mail', async () => {
	for (let number = 0; number < 150; number++) {
		examples.partnerCenter.referral({ ...active, updatedDateTime: daysAgo(40) });
	}

	await examples.run(FILE, {});

	expect(examples.edge.received('mail').map(({ subject }) => subject)).toEqual([
		'Opportunities without a change for 30 days: 150',
	]);
});

test('nothing is sent when nothing is stale', async () => {
	examples.partnerCenter.referral({ ...active, updatedDateTime: daysAgo(29) });

	await examples.run(FILE, {});

	expect(examples.partnerCenter.simulator.requests).toHaveLength(1);
	expect(examples.edge.received('mail')).toEqual([]);
});

test('a list that can’t be read becomes a mail to operations that says why', async () => {
	examples.partnerCenter.simulator.fault({ status: 403, times: Infinity });

	await examples.run(FILE, {});

	expect(examples.edge.received('mail')).toEqual([
		expect.objectContaining({
			toEmail: 'operations@contoso.com',
			subject: 'Stale opportunities could not be listed',
			text: expect.stringMatching(/\(403.*Request ID: /s) as string,
		}),
	]);
});
