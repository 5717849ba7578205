import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	INodeCredentialsDetails,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { StoredCredential } from './credentials.mts';

/** The credentials of a node, one of each type. */
export class CredentialStore extends ICredentialsHelper {
	private readonly stored: Map<string, StoredCredential>;

	constructor(...credentials: StoredCredential[]) {
		super();
		this.stored = new Map(credentials.map((credential) => [credential.type.name, credential]));
	}

	/** What a node that uses all of them refers to them by. */
	get references(): Record<string, INodeCredentialsDetails> {
		return Object.fromEntries([...this.stored.keys()].map((name) => [name, { id: name, name }]));
	}

	override getParentTypes(name: string): string[] {
		return this.of(name).getParentTypes(name);
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		_reference: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return await this.of(type).getDecrypted();
	}

	override async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.of(type).updateCredentialsOauthTokenData(reference, type, data);
	}

	override getCredentialsProperties(type: string) {
		return this.of(type).getCredentialsProperties();
	}

	override runPreAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	override preAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	override authenticate(): Promise<never> {
		return unused();
	}

	override getCredentials(): Promise<never> {
		return unused();
	}

	override updateCredentials(): Promise<never> {
		return unused();
	}

	private of(type: string): StoredCredential {
		const credential = this.stored.get(type);
		if (credential === undefined) throw new Error(`No credential of type ${type} is stored`);
		return credential;
	}
}

function unused(): Promise<never> {
	return Promise.reject(new Error('These nodes sign in with OAuth2 only'));
}
