import type { AddressInfo } from 'node:net';

import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

import { whenLeaving } from '../machine/leaving.mts';
import { until } from '../machine/waiting.mts';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	/** Empty if the email is plain text. */
	html: string;
}

/** Takes every mail, and delivers none. */
export class MailSink {
	readonly mails: Mail[] = [];

	/** Told of each mail when it arrives. */
	onMail: (mail: Mail) => void = () => undefined;

	private constructor(private readonly server: SMTPServer) {}

	static async start(): Promise<MailSink> {
		const server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			onData: (stream, _session, done) => {
				simpleParser(stream).then(({ to, subject = '', text = '', html }) => {
					const recipients = [to ?? []].flat().map((one) => one.text);
					const mail = {
						to: recipients.join(', '),
						subject,
						text: text.trim(),
						html: html || '',
					};
					sink.mails.push(mail);
					sink.onMail(mail);
					done();
				}, done);
			},
		});
		const sink = new MailSink(server);
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(0, '127.0.0.1', resolve);
		});
		whenLeaving(() => sink.stop());
		return sink;
	}

	async stop(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.close(resolve);
		});
	}

	/** What n8n's credential "SMTP" takes. */
	get credential() {
		const { port } = this.server.server.address() as AddressInfo;
		return {
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
			user: '',
			password: '',
		};
	}

	/** Waits for the next mail with this in its subject, and takes it out. */
	async arrived(subject: string): Promise<Mail> {
		return await until(`a mail about "${subject}"`, () => {
			const index = this.mails.findIndex((mail) => mail.subject.includes(subject));
			return index >= 0 && this.mails.splice(index, 1)[0];
		});
	}
}
