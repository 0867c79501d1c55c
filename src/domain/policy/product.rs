//! Kinds of things that are reserved or bought. Floor 0. Rules R-EX-2, R-RF-13; domain 8.2.

use crate::domain::codes::codes;

codes! {
    /// `reservedResourceType`, and the two plans that are bought by it.
    ProductKind, NotAProductKind {
        /// Reserved virtual machines.
        VirtualMachines = "VirtualMachines",
        /// Dedicated hosts.
        DedicatedHost = "DedicatedHost",
        /// App Service.
        AppService = "AppService",
        /// SQL databases.
        SqlDatabases = "SqlDatabases",
        /// Synapse, formerly SQL Data Warehouse.
        SqlDataWarehouse = "SqlDataWarehouse",
        /// Cosmos DB.
        CosmosDb = "CosmosDb",
        /// MySQL.
        MySql = "MySql",
        /// MariaDB.
        MariaDb = "MariaDb",
        /// PostgreSQL.
        PostgreSql = "PostgreSql",
        /// Redis.
        RedisCache = "RedisCache",
        /// Disks.
        ManagedDisk = "ManagedDisk",
        /// Blob storage.
        BlockBlob = "BlockBlob",
        /// Azure Files.
        AzureFiles = "AzureFiles",
        /// NetApp files.
        NetAppStorage = "NetAppStorage",
        /// Data Explorer.
        AzureDataExplorer = "AzureDataExplorer",
        /// Data Factory.
        DataFactory = "DataFactory",
        /// SAP HANA on large instances.
        SapHana = "SapHana",
        /// Azure VMware Solution.
        Avs = "AVS",
        /// VMware by CloudSimple.
        VmwareCloudSimple = "VMwareCloudSimple",
        /// Databricks.
        Databricks = "Databricks",
        /// Synapse commit units paid ahead.
        SynapsePrePurchase = "SynapsePrePurchase",
        /// Azure Red Hat OpenShift.
        RedHatOsa = "RedHatOsa",
        /// Red Hat plans.
        RedHat = "RedHat",
        /// SUSE plans.
        SuseLinux = "SuseLinux",
        /// Other software of a virtual machine.
        VirtualMachineSoftware = "VirtualMachineSoftware",
        /// Server software: Windows Server, SQL Server and others.
        ServerSoftware = "ServerSoftware",
    }
}

impl ProductKind {
    /// Whether the compute savings plan covers it, which ends its exchanges (POL-NOW): virtual machines,
    /// dedicated hosts and App Service.
    pub const fn is_covered_by_savings_plan(self) -> bool {
        match self {
            Self::VirtualMachines | Self::DedicatedHost | Self::AppService => true,
            Self::SqlDatabases
            | Self::SqlDataWarehouse
            | Self::CosmosDb
            | Self::MySql
            | Self::MariaDb
            | Self::PostgreSql
            | Self::RedisCache
            | Self::ManagedDisk
            | Self::BlockBlob
            | Self::AzureFiles
            | Self::NetAppStorage
            | Self::AzureDataExplorer
            | Self::DataFactory
            | Self::SapHana
            | Self::Avs
            | Self::VmwareCloudSimple
            | Self::Databricks
            | Self::SynapsePrePurchase
            | Self::RedHatOsa
            | Self::RedHat
            | Self::SuseLinux
            | Self::VirtualMachineSoftware
            | Self::ServerSoftware => false,
        }
    }
}
