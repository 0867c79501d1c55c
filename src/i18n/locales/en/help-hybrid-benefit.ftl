help-hybrid-benefit-title = Azure Hybrid Benefit
help-hybrid-benefit-lead = Licences that the customer owns already.

help-hybrid-benefit-what = A customer who owns Windows Server licences with Software Assurance may bring them to Azure. The virtual machine then runs at the base rate for compute, as one with Linux does, and the software charge falls away.
help-hybrid-benefit-alone = Alone it saves up to { $alone } on a virtual machine.
help-hybrid-benefit-together = Together with a reservation it saves up to { $together }.
help-hybrid-benefit-editions = Which licences
help-hybrid-benefit-editions-which = Windows Server Datacenter and Standard, covered by Software Assurance. A Datacenter licence may be used at both places; a Standard licence is either converted or used here or there.
help-hybrid-benefit-without = Without the benefit, Windows Server on a virtual machine with a reservation is charged separately by core.
