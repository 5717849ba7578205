import { client, guid, id, simulator, startInstead } from './runningSimulator.mts';

describe('the headers by which a request is known', () => {
	test('are given to it when it has none', async () => {
		const { headers } = await client.get(`/${id}`);
		expect(headers.get('request-id')).toMatch(guid);
		expect(headers.get('ms-requestid')).toMatch(guid);
		expect(headers.get('ms-correlationid')).toMatch(guid);
		expect(headers.get('client-request-id')).toBeNull();
	});

	test('are echoed when it has some, on a failure too', async () => {
		const sent = { 'MS-RequestId': 'r', 'MS-CorrelationId': 'c', 'client-request-id': 'x' };
		const { headers } = await client.get('/unknown', sent);
		expect(headers.get('ms-requestid')).toBe('r');
		expect(headers.get('ms-correlationid')).toBe('c');
		expect(headers.get('client-request-id')).toBe('x');
	});
});

describe('the headers of an answer', () => {
	const patch = [{ op: 'replace', path: '/details/dealValue', value: '10000' }];
	const created = { type: 'Independent', customerProfile: {}, consent: {}, details: {} };

	async function headersOfEachAnswer(): Promise<Headers[]> {
		const answers = [
			await client.get(`/${id}`),
			await client.patch(id, patch),
			await client.patch(id, patch, { Prefer: 'return=representation' }),
			await client.post(created),
		];
		expect(answers.map(({ status }) => status)).toEqual([200, 204, 200, 201]);
		return answers.map(({ headers }) => headers);
	}

	test.each([
		[undefined, true, true],
		[{}, true, true],
		[{ eTag: false }, true, false],
		[{ requestId: false }, false, true],
		[{ requestId: false, eTag: false }, false, false],
	])(
		'with responseHeaders %j: Request-ID %j, ETag %j',
		async (responseHeaders, requestId, eTag) => {
			await startInstead({ responseHeaders });
			for (const headers of await headersOfEachAnswer()) {
				expect(headers.has('request-id')).toBe(requestId);
				expect(headers.has('etag')).toBe(eTag);
				expect(headers.has('ms-requestid')).toBe(true);
			}
			expect((await client.get('/unknown')).headers.has('request-id')).toBe(requestId);
		},
	);

	test('without an ETag leave If-Match and the entity tag in the body as they are', async () => {
		await startInstead({ responseHeaders: { eTag: false } });
		const { eTag } = (await client.get(`/${id}`)).body as { eTag: string };
		expect((await client.patch(id, patch, { 'If-Match': eTag })).status).toBe(204);
		expect((await client.patch(id, patch, { 'If-Match': eTag })).status).toBe(412);
	});

	test('that a fault scripts are sent in any case', async () => {
		await startInstead({ responseHeaders: { requestId: false, eTag: false } });
		const headers = { 'Request-ID': 'r', ETag: '"e"' };
		simulator.fault({ status: 500, headers });
		const answer = await client.get(`/${id}`);
		expect(answer.headers.get('request-id')).toBe('r');
		expect(answer.headers.get('etag')).toBe('"e"');
	});
});
