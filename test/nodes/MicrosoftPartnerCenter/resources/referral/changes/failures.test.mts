import type { FailedJson } from '../../../../../engine/partnerCenter.mts';
import { simulatorClientSecret } from '../../../../../simulator/simulator.mts';
import type { FailureShape } from '../../../../../simulator/simulator.mts';

import { CHANGES, parametersOf, partnerCenter, startPartnerCenter } from './changes.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe.each(CHANGES)('$operation', (change) => {
	const { one, many } = parametersOf(change);

	test('an expired token is renewed exactly once, however many items meet it', async () => {
		const items = Array.from({ length: 10 }, (_, index) => ({
			id: partnerCenter.referral(),
			...change.item(index),
		}));
		partnerCenter.simulator.expireAccessTokens();

		const result = await partnerCenter.run(many, { items });

		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(10);
		expect(partnerCenter.simulator.tokenRequests.map(({ form }) => form)).toEqual([
			expect.objectContaining({
				grant_type: 'refresh_token',
				client_secret: simulatorClientSecret,
			}),
		]);
		expect(partnerCenter.credential.renewals).toBe(1);
		expect(items.map(({ id }) => change.changed(partnerCenter.simulator.referral(id)))).toEqual(
			items.map((_, index) => change.expected(index)),
		);
	});

	test('If-Match with the current eTag goes through, verbatim', async () => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);

		const { error } = await partnerCenter.run(one(id, { useIfMatch: true }), {
			items: [{ eTag }],
		});

		expect(error).toBeUndefined();
		expect(partnerCenter.simulator.patches.map(({ headers }) => headers['if-match'])).toEqual([
			eTag,
		]);
	});

	test('a stale eTag is a conflict: nothing changes, and the message says to read again', async () => {
		const id = partnerCenter.referral();
		const { eTag } = partnerCenter.simulator.referral(id);
		partnerCenter.simulator.touch(id, (referral) => {
			referral.name = 'Renamed by a colleague';
		});
		const theirs = partnerCenter.simulator.referral(id);

		const { error } = await partnerCenter.run(one(id, { useIfMatch: true }), {
			items: [{ eTag }],
		});

		expect(error?.message).toBe(
			`The If-Match header doesn't match the resource's current state. Another user or workflow step changed the referral after its "ETag" was read (412 preconditionFailed) [item 0]`,
		);
		expect(error?.description).toMatch(
			/Read the referral again\..* Nothing was changed\. Request ID: \S+\.$/,
		);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '412' });
		expect(partnerCenter.simulator.referral(id)).toEqual(theirs);
	});

	describe.each([400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 429, 500, 501, 503])(
		'status %d',
		(status) => {
			test.each(['partnerApi', 'partnerCenter', 'gateway', 'empty', 'text', 'html'] as const)(
				'in the shape %s ends in a message that begins with the reason and says what to do',
				async (shape: FailureShape) => {
					const id = partnerCenter.referral();
					const before = partnerCenter.simulator.referral(id);
					partnerCenter.simulator.fault({
						status,
						shape,
						code: 'theirCode',
						message: 'Their own words.',
						times: Infinity,
						headers: { 'Request-ID': '9f8bed52-e4df-4d0c-9ca6-929a187b0731' },
					});

					const { errorItems } = await partnerCenter.run(one(id, { options: { maxRetries: 0 } }), {
						items: [{ own: 'field' }],
						node: { onError: 'continueErrorOutput' },
					});

					const { own, error, errorDetails: details } = errorItems[0].json as FailedJson;
					const hasCode = shape === 'partnerApi' || shape === 'partnerCenter';
					const reason = {
						empty: '',
						html: `${status} Proxy Error. The proxy could not reach the upstream server. `,
					}[shape as 'empty' | 'html'] as string | undefined;
					expect(own).toBe('field');
					expect(error).toMatch(
						new RegExp(`\\(${status}${hasCode ? ' theirCode' : ''}\\) \\[item 0\\]$`),
					);
					expect(details.statusCode).toBe(status);
					expect(details.code).toBe(hasCode ? 'theirCode' : undefined);
					expect(details.requestId).toBe('9f8bed52-e4df-4d0c-9ca6-929a187b0731');
					expect(error.startsWith(reason ?? 'Their own words. ')).toBe(true);
					expect(details.description).toMatch(
						/ Request ID: 9f8bed52-e4df-4d0c-9ca6-929a187b0731\.$/,
					);
					expect(JSON.stringify(errorItems)).not.toMatch(/undefined|<html|bearer/i);
					expect(partnerCenter.simulator.referral(id)).toEqual(before);
				},
			);
		},
	);
});
