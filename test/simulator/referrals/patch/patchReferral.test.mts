import type { Referral } from '../../simulator.mts';
import {
	client,
	dealValue,
	expectRefused,
	id,
	returnRepresentation,
	simulator,
} from './patchedReferral.mts';

describe('the answer', () => {
	test('is 204 without a body', async () => {
		const { status, headers, body } = await client.patch(id, [dealValue]);
		expect(status).toBe(204);
		expect(body).toBeUndefined();
		expect(headers.get('etag')).toBe(simulator.referral(id).eTag);
	});

	test.each(['return=representation', 'Return=Representation', 'wait=5, return=representation'])(
		'is 200 with the referral for Prefer: %s',
		async (prefer) => {
			const { status, headers, body } = await client.patch(id, [dealValue], { Prefer: prefer });
			expect(status).toBe(200);
			expect(body).toEqual(simulator.referral(id));
			expect(headers.get('etag')).toBe((body as Referral).eTag);
		},
	);

	test('carries a new entity tag and a later moment, even within the same tick', async () => {
		const updates = ['2026-03-01T10:00:00.5000000Z', '2026-03-01T10:00:00.5000001Z'];
		const tags = new Set([simulator.referral(id).eTag]);
		for (const updatedDateTime of updates) {
			const { body } = await client.patch(id, [dealValue], returnRepresentation);
			expect(body).toMatchObject({ updatedDateTime });
			tags.add((body as Referral).eTag);
		}
		expect(tags.size).toBe(3);
	});

	test('stays the same for an id of another case', async () => {
		expect((await client.patch(id.toUpperCase(), [dealValue])).status).toBe(204);
		expect(simulator.referral(id).details.dealValue).toBe(10000);
	});

	test('is 404 for an unknown referral', async () => {
		expect((await client.patch('unknown', [dealValue])).status).toBe(404);
	});
});

describe('If-Match', () => {
	test('lets the current entity tag through, verbatim', async () => {
		const { eTag } = simulator.referral(id);
		expect((await client.patch(id, [dealValue], { 'If-Match': eTag })).status).toBe(204);
	});

	test('lets any entity tag through as *', async () => {
		expect((await client.patch(id, [dealValue], { 'If-Match': '*' })).status).toBe(204);
	});

	test('refuses an entity tag that was changed behind the client’s back', async () => {
		const { eTag } = simulator.referral(id);
		simulator.touch(id, (referral) => {
			referral.details.notes = 'A colleague was here.';
		});
		const answer = client.patch(id, [dealValue], { 'If-Match': eTag });
		await expectRefused(answer, 412, 'If-Match');
	});

	test('refuses an entity tag without its quotes', async () => {
		const eTag = simulator.referral(id).eTag.replaceAll('"', '');
		await expectRefused(client.patch(id, [dealValue], { 'If-Match': eTag }), 412, 'If-Match');
	});
});
