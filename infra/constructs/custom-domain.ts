import { Stack, Token } from 'aws-cdk-lib';
import { ApiMapping, DomainName, type HttpApi, type HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { DeploymentConfigError } from '../deployment-config.ts';

export interface CustomDomainProps {
  readonly domain: string;
  readonly certificateArn: string;
  /** Undefined: the record is made elsewhere. */
  readonly hostedZoneId: string | undefined;
  readonly api: HttpApi;
  readonly stage: HttpStage;
}

/** A name of one's own in front of the API. Nothing is looked up: the template fits any account. */
export class CustomDomain extends Construct {
  readonly url: string;
  /** The host name behind the domain. */
  readonly target: string;

  constructor(scope: Construct, id: string, { domain, certificateArn, hostedZoneId, api, stage }: CustomDomainProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    const [, , , certified = ''] = certificateArn.split(':');
    if (!Token.isUnresolved(region) && certified !== region) {
      throw new DeploymentConfigError(
        `certificateArn is of ${certified}, and the stack is in ${region}: API Gateway takes a certificate of its own region only`,
      );
    }
    const name = new DomainName(this, 'Name', {
      domainName: domain,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new ApiMapping(this, 'Mapping', { api, domainName: name, stage });
    if (hostedZoneId !== undefined) {
      new CfnRecordSet(this, 'Record', {
        hostedZoneId,
        name: domain,
        type: 'A',
        aliasTarget: { dnsName: name.regionalDomainName, hostedZoneId: name.regionalHostedZoneId },
      });
    }
    this.url = `https://${domain}`;
    this.target = name.regionalDomainName;
  }
}
