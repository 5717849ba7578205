import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INode,
	IRequestOptionsSimplified,
	Workflow,
} from 'n8n-workflow';

import { CredentialStore } from '../../engine/credentialStore.mts';
import { complete, StoredCredential } from '../../engine/credentials.mts';
import type { Crm } from '../../crm/crmServer.mts';
import { credentialTypesOf } from './n8nNodes.mts';

/** The credentials of a workflow: that for Partner Center, and those of n8n's own for a CRM. */
export class CrmCredentials extends CredentialStore {
	private readonly types: ReturnType<typeof credentialTypesOf>;

	constructor(partnerCenter: StoredCredential, { credentials }: Crm) {
		const types = credentialTypesOf(Object.keys(credentials));
		const stored = Object.entries(credentials).map(
			([name, data]) => new StoredCredential(complete(types, name), data as never),
		);
		super(partnerCenter, ...stored);
		this.types = types;
	}

	/** Adds what a credential without OAuth2 declares, as n8n's server does. */
	override async authenticate(
		credentials?: ICredentialDataDecryptedObject,
		typeName = '',
		options?: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<never> {
		const { authenticate } = this.types[typeName];
		if (!authenticate || typeof authenticate === 'function') throw new Error('Not needed yet');
		const properties = workflow!.expression.getComplexParameterValue(
			node!,
			authenticate.properties as never,
			'internal',
			{ $credentials: credentials as never },
		) as { headers?: object };
		return await Promise.resolve({
			...options,
			headers: { ...options?.headers, ...properties.headers },
		} as never);
	}
}
