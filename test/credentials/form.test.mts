import { NodeHelpers } from 'n8n-workflow';
import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { complete, resolved } from '../engine/credentials.mts';
import type { CredentialData } from '../engine/credentials.mts';
import { Engine } from '../engine/engine.mts';
import { CREDENTIAL, WEBHOOKS_CREDENTIAL } from '../engine/nodes.mts';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

describe.each([CREDENTIAL, WEBHOOKS_CREDENTIAL])('the form of %s', (name) => {
	let type: ICredentialType;

	beforeAll(() => {
		type = complete(engine.credentialTypes, name);
	});

	const property = (field: string) => type.properties.find((one) => one.name === field)!;

	/** The texts of the notices that the form shows next to these values. */
	const notices = (data: CredentialData): string[] => {
		const values = { cloud: 'global', tenantId: '', authorityUrl: '', apiUrl: '', ...data };
		const isShown = (one: INodeProperties) =>
			NodeHelpers.displayParameter(values as never, one, null, null);
		return type.properties
			.filter((one) => one.type === 'notice' && isShown(one))
			.map(({ displayName }) => displayName);
	};

	test('asks for the tenant, and suggests what it may be', () => {
		expect(property('tenantId')).toMatchObject({
			default: '',
			required: true,
			placeholder: expect.stringMatching(/^e\.g\. /) as string,
			description: expect.stringMatching(/organizations/) as string,
		});
	});

	test('offers a cloud of one’s own last', () => {
		expect(property('cloud').options?.map((one) => 'value' in one && one.value)).toEqual([
			'global',
			'usGovernment',
			'custom',
		]);
	});

	test('says only that the redirect URL belongs in Microsoft Entra, as long as nothing is wrong', () => {
		const [first, ...others] = notices({});

		expect(first).toMatch(/OAuth Redirect URL .* app registration in .*Microsoft Entra/);
		expect(others).toEqual([]);
	});

	test('says what a custom address must be, where the user enters it', () => {
		const [, ...found] = notices({ cloud: 'custom' });

		expect(found).toEqual([
			expect.stringMatching(
				/^Each of the URLs below must begin with https:\/\/.* n8n sends nothing/,
			),
		]);
		expect(notices({ cloud: 'usGovernment' })).toHaveLength(1);
	});

	test.each([
		['authorityUrl', 'http://login.contoso.com', 'correct-the-authority-url-in-this-credential:'],
		['tenantId', 'my tenant', 'correct-the-tenant-id-in-this-credential:'],
	])('n8n names the field %s if it can’t be %j', async (field, value, expected) => {
		const { authUrl, accessTokenUrl } = await resolved(type, {
			cloud: 'custom',
			authorityUrl: 'https://login.contoso.com',
			apiUrl: 'https://gateway.contoso.com',
			tenantId: 'contoso.com',
			[field]: value,
		});

		// n8n shows the protocol of a URL that is neither http nor https.
		expect([authUrl, accessTokenUrl].map((url) => new URL(url as string).protocol)).toEqual([
			expected,
			expected,
		]);
	});
});
