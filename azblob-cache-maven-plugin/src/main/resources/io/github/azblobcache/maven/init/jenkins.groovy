pipeline {
  agent any
  environment {
    AZBLOB_CACHE_FROM = 'type=azblob,account_url=https://acct.blob.core.windows.net,name=main'
    AZBLOB_CACHE_TO = 'type=azblob,account_url=https://acct.blob.core.windows.net,name=main'
    // Everybody imports, the main branch exports: with a service principal for each
    AZBLOB_CACHE_ACCESS = "${env.BRANCH_NAME == 'main' ? 'read-write' : 'read'}"
  }
  stages {
    stage('image') {
      steps {
        withCredentials([azureServicePrincipal(
            credentialsId: env.BRANCH_NAME == 'main' ? 'layer-cache-writer' : 'layer-cache-reader',
            clientIdVariable: 'AZURE_CLIENT_ID',
            clientSecretVariable: 'AZURE_CLIENT_SECRET',
            tenantIdVariable: 'AZURE_TENANT_ID')]) {
          sh 'mvn -B package jib:build'
        }
      }
    }
  }
  post {
    always {
      archiveArtifacts artifacts: '**/target/azblob-cache/report.*', allowEmptyArchive: true
    }
  }
}
