import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const apply = (id: string, patch: unknown, items: IDataObject[] = [{}], more: object = {}) =>
	partnerCenter.run(
		{ operation: 'applyPatch', referralId: byId(id), patch: patch as never, ...more },
		{ items },
	);

const methods = () => partnerCenter.simulator.requests.map(({ method }) => method);

const PATCH = [
	{ op: 'replace', path: '/details/notes', value: 'Called.' },
	{ op: 'replace', path: '/details/notes', value: 'Called twice.' },
	{ op: 'replace', path: '/favorite', value: true },
];

test.each([
	['typed', JSON.stringify(PATCH)],
	['by expression', '={{ $json.patch }}'],
	['as a text by expression', '={{ JSON.stringify($json.patch) }}'],
])('%s: it goes out operation by operation, in one request', async (_name, patch) => {
	const id = partnerCenter.referral();

	const { items, error } = await apply(id, patch, [{ patch: PATCH }]);

	expect(error).toBeUndefined();
	expect(methods()).toEqual(['PATCH']);
	expect(partnerCenter.patchDocuments).toEqual([PATCH]);
	expect(items[0].json.id).toBe(id);
	expect(partnerCenter.simulator.referral(id)).toMatchObject({
		favorite: true,
		details: { notes: 'Called twice.' },
	});
});

test('members other than op, path and value are omitted', async () => {
	const id = partnerCenter.referral();

	await apply(id, [{ op: 'add', path: '/salesStage', value: '40', from: '/x', note: 1 }]);

	expect(partnerCenter.patchDocuments).toEqual([[{ op: 'add', path: '/salesStage', value: '40' }]]);
});

test.each([
	['a row added at the end of a list', { op: 'add', path: '/team/-', value: { email: 'a@b.co' } }],
	['a row that is replaced', { op: 'replace', path: '/team/0/firstName', value: 'x' }],
	['a row put into a list', { op: 'add', path: '/team/0', value: { email: 'a@b.co' } }],
	['a whole list', { op: 'replace', path: '/team', value: [{ email: 'a@b.co' }] }],
])('%s is guarded by the eTag of a reading', async (_name, operation) => {
	const id = partnerCenter.referral();
	const { eTag } = partnerCenter.simulator.referral(id);

	const { error } = await apply(id, [operation]);

	expect(error).toBeUndefined();
	expect(methods()).toEqual(['GET', 'PATCH']);
	expect(partnerCenter.simulator.patches[0].headers['if-match']).toBe(eTag);
});

test('a row whose answer got lost is found again, whatever was there before', async () => {
	const row = { id: 'SOL-1', name: 'Kit' };
	const id = partnerCenter.referral({ details: { requirements: { solutions: [row] } } });
	partnerCenter.simulator.fault({
		when: ({ method }) => method === 'PATCH',
		connection: 'applied-then-reset',
	});

	const { error } = await apply(id, [
		{ op: 'add', path: '/details/requirements/solutions/-', value: row },
	]);

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.referral(id).details.requirements.solutions).toEqual([row, row]);
	expect(methods()).toEqual(['GET', 'PATCH', 'GET']);
});

test('a pointer that is not in the documentation passes, and the service decides', async () => {
	const id = partnerCenter.referral();

	const { error } = await apply(id, [{ op: 'replace', path: '/details/sealed', value: 1 }]);

	expect(error?.message).toMatch(
		/^Operation 0 \(replace \/details\/sealed\).* Partner Center did not accept the change \(400 invalidRequest\) \[item 0\]$/,
	);
});

const EMPTY = '"Patch" is empty';
const LIST = '"Patch" must be a list of at least one operation';
const at = (index: number, shown: string, finding: string) =>
	`"Patch": operation ${index + 1}${shown} ${finding}`;
const FINE = { op: 'replace', path: '/status', value: 'New' };

test.each([
	['', EMPTY],
	['[{"op":', '"Patch" must be valid JSON'],
	['[]', EMPTY],
	['{}', LIST],
	['null', LIST],
	['={{ $json.missing }}', EMPTY],
	['={{ 5 }}', LIST],
	[[FINE, null], at(1, '', 'must be an object')],
	[['text'], at(0, '', 'must be an object')],
	[[[]], at(0, '', 'must ')],
	[[FINE, { op: 'remove', path: '/team/0' }], at(1, ' (remove /team/0)', 'must have the op')],
	[[{ op: 'move', from: '/a', path: '/b' }], at(0, ' (move /b)', 'must have the op')],
	[[{ op: 'copy', from: '/a', path: '/b' }], at(0, ' (copy /b)', 'must have the op')],
	[[{ op: 'test', path: '/status', value: 1 }], at(0, ' (test /status)', 'must have the op')],
	[[{ op: 'Replace', path: '/a', value: 1 }], at(0, ' (Replace /a)', 'must have the op')],
	[[{ op: 'move', path: '/b' }], at(0, ' (move /b)', 'must have the op')],
	[
		'={{ [{ op: "add", path: "/a", value: Number($json.missing) }] }}',
		at(0, ' (add /a)', 'must not have NaN (the result of an invalid calculation)'),
	],
	[
		'={{ [{ op: "add", path: "/a", value: { b: [() => 1] } }] }}',
		at(0, ' (add /a)', 'must not have NaN (the result of an invalid calculation)'),
	],
	[[{ path: '/a', value: 1 }], at(0, ' (/a)', 'must have the op')],
	[[{ op: 'add', path: 'status', value: 1 }], at(0, ' (add status)', 'must have a path')],
	[[{ op: 'add', path: '', value: 1 }], at(0, ' (add )', 'must have a path')],
	[[{ op: 'add', path: 5, value: 1 }], at(0, ' (add)', 'must have a path')],
	[[{ op: 'add', value: 1 }], at(0, ' (add)', 'must have a path')],
	[[{ op: 'add', path: '/a' }], at(0, ' (add /a)', 'must have a value')],
	[
		'={{ [{ op: "add", path: "/a", value: $json.missing }] }}',
		at(0, ' (add /a)', 'must have a value'),
	],
	[
		'={{ [{ op: "add", path: "/a", value: { b: $json.missing } }] }}',
		at(0, ' (add /a)', 'must not have a value in which an expression returned nothing'),
	],
])('refuses %j and sends nothing', async (patch, message) => {
	const id = partnerCenter.referral();

	const { error } = await apply(id, patch);

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(message);
	expect(error?.message).not.toMatch(/undefined|\[object/);
});
